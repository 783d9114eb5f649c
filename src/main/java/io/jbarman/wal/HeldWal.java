package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.util.List;

/**
 * WAL that was received and that its server's history has not, as after a failover that lost the last of it.
 *
 * @param segment the first of which some is held beside the server's way
 * @param mark which it is, and how far it goes: it stays, whatever it is described like
 * @param description what is known of it
 */
public record HeldWal(SegmentName segment, String mark, String description) {
    /**
     * All that was found so far, oldest first.
     *
     * @throws IOException if what is written of it cannot be read
     */
    public static List<HeldWal> beside(Storage storage) throws IOException {
        StreamRecordFile.Standing standing = storage.recordFile().read();
        if (!standing.unusable().isEmpty()) {
            ReceiverException first = standing.unusable().values().iterator().next();
            throw new IOException(first.getMessage() + "; " + first.diagnostic().hint(), first);
        }
        return standing.records().values().stream().reduce(StreamRecord::joined).stream()
                .flatMap(record -> record.divergences().stream().map(found -> of(found, record)))
                .toList();
    }

    private static HeldWal of(Divergence found, StreamRecord record) {
        return new HeldWal(
                SegmentName.of(found.timeline(), found.switchPoint(), record.segmentSize()),
                found.mark(),
                found.describe());
    }
}
