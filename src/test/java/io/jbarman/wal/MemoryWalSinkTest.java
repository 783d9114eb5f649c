package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.util.Optional;

/** The contract on a disk that forgets all that was not synced: tests the writer as much as the sink. */
final class MemoryWalSinkTest extends WalSinkContract {
    private final MemoryDisk disk = new MemoryDisk(SIZE);

    @Override
    WalSink sink() {
        return disk;
    }

    @Override
    Optional<byte[]> complete(SegmentName name) {
        return disk.complete(name);
    }

    @Override
    Optional<byte[]> partial(SegmentName name) {
        return disk.partial(name);
    }
}
