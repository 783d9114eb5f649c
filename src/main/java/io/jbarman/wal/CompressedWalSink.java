package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Segments compressed as they come, as {@code pg_receivewal --compress}: NAME.gz.partial, then NAME.gz. */
final class CompressedWalSink implements WalSink {
    private final Disk disk;
    private final SegmentFiles files;
    private final SegmentCompression compression;
    private final SpaceWait space;

    CompressedWalSink(Disk disk, Path directory, SegmentCompression compression, SpaceWait space) {
        this.disk = disk;
        this.files = new SegmentFiles(directory);
        this.compression = compression;
        this.space = space;
    }

    @Override
    public OpenSegment open(SegmentName name, Pace pace) throws IOException {
        CompressedFiles named = new CompressedFiles(files, name, compression.codec());
        long before =
                Files.exists(named.partial()) ? Math.abs(compression.codec().length(named.partial())) : 0;
        FileChannel channel = disk.open(
                named.prepared(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        return new CompressedSegment(disk, named, channel, new SpaceOutput(channel, space), compression, before);
    }

    @Override
    public void syncNames() throws IOException {
        disk.syncDirectory(files.directory());
    }
}
