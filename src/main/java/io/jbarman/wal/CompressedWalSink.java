package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.channels.Channels;
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
        long before = Files.exists(named.partial()) ? renewed(named) : 0;
        FileChannel channel = prepared(named);
        return new CompressedSegment(disk, named, channel, new SpaceOutput(channel, space), compression, before);
    }

    private FileChannel prepared(CompressedFiles named) throws IOException {
        return disk.open(
                named.prepared(),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
    }

    /**
     * What an earlier process left stands for what is fetched again meanwhile, so it has to be durable: how much of it is
     * nobody knows, and a file of which a sync failed must not be asked a second time. A copy is synced in its place.
     *
     * @return how many bytes of the segment it holds
     */
    private long renewed(CompressedFiles named) throws IOException {
        try (FileChannel copy = prepared(named)) {
            Files.copy(named.partial(), Channels.newOutputStream(copy));
            disk.force(named.prepared(), copy);
        }
        disk.rename(named.prepared(), named.partial());
        syncNames();
        return Math.abs(compression.codec().length(named.partial()));
    }

    @Override
    public void syncNames() throws IOException {
        disk.syncDirectory(files.directory());
    }
}
