package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Segments compressed as they come, as {@code pg_receivewal --compress=gzip}: NAME.gz.partial, then NAME.gz. */
final class GzipWalSink implements WalSink {
    private final Disk disk;
    private final SegmentFiles files;
    private final int level;
    private final SpaceWait space;

    GzipWalSink(Disk disk, Path directory, int level, SpaceWait space) {
        this.disk = disk;
        this.files = new SegmentFiles(directory);
        this.level = level;
        this.space = space;
    }

    @Override
    public OpenSegment open(SegmentName name, Pace pace) throws IOException {
        GzipFiles named = new GzipFiles(files, name);
        long before = Files.exists(named.partial()) ? Math.abs(SegmentCodec.GZIP.length(named.partial())) : 0;
        FileChannel channel = disk.open(
                named.prepared(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        return new GzipSegment(disk, named, channel, new SpaceOutput(channel, space), level, before);
    }

    @Override
    public void syncNames() throws IOException {
        disk.syncDirectory(files.directory());
    }
}
