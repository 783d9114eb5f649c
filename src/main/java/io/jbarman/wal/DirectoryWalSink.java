package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Segments as files of one directory, in the form that pg_receivewal and Barman know: NAME, and NAME.partial padded to
 * the full size with zeros.
 */
final class DirectoryWalSink implements WalSink {
    private static final int PIECE = 1 << 20;

    private final Disk disk;
    private final SegmentFiles files;
    private final WalSegmentSize size;
    private final Bulk bulk;

    /** How a backlog is written into a file; empty where it cannot be done but in the ordinary way. */
    interface Bulk {
        /** In the ordinary way. */
        Bulk NONE = file -> Optional.empty();

        Optional<BulkWrite> into(Path file);
    }

    DirectoryWalSink(Disk disk, Path directory, WalSegmentSize size, Bulk bulk) {
        this.bulk = bulk;
        this.disk = disk;
        this.files = new SegmentFiles(directory);
        this.size = size;
    }

    @Override
    public OpenSegment open(SegmentName name, Pace pace) throws IOException {
        SegmentFile segment = open(name);
        if (pace == Pace.BACKLOG) {
            segment.writeBy(bulk);
        }
        return segment;
    }

    private SegmentFile open(SegmentName name) throws IOException {
        Path partial = files.partial(name);
        if (Files.exists(partial) && Files.size(partial) > size.bytes()) {
            disk.rename(partial, files.stale(name));
        }
        if (!Files.exists(partial)) {
            return prepared(name);
        }
        return Files.exists(files.failed(name)) ? renewed(name) : reopened(name);
    }

    private SegmentFile reopened(SegmentName name) throws IOException {
        Path partial = files.partial(name);
        FileChannel channel = disk.open(partial, Set.of(StandardOpenOption.WRITE));
        return new SegmentFile(disk, files, name, size, channel, partial);
    }

    private SegmentFile prepared(SegmentName name) throws IOException {
        Path path = files.prepared(name);
        FileChannel channel = disk.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        return new SegmentFile(disk, files, name, size, channel, path);
    }

    /** A file that could not be synced once is not trusted again: its bytes go into a new one, to be fetched again. */
    private SegmentFile renewed(SegmentName name) throws IOException {
        SegmentFile fresh = prepared(name);
        try (FileChannel old = FileChannel.open(files.partial(name), StandardOpenOption.READ)) {
            fresh.lay(old, PIECE);
            return fresh;
        } catch (IOException e) {
            fresh.close(OpenSegment.Ending.ABANDONED);
            throw e;
        }
    }

    @Override
    public void syncNames() throws IOException {
        disk.syncDirectory(files.directory());
    }

    /** Zeros, as many as that, at the most a megabyte. */
    static ByteBuffer zeros(long length) {
        return Zeros.BUFFER.duplicate().clear().limit((int) Math.min(length, PIECE));
    }

    /** Made when first needed. */
    private static final class Zeros {
        private static final ByteBuffer BUFFER =
                ByteBuffer.allocateDirect(PIECE).asReadOnlyBuffer();
    }
}
