package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Segments as files of one directory, in the form that pg_receivewal and Barman know: NAME, and NAME.partial padded to
 * the full size with zeros.
 */
public final class DirectoryWalSink implements WalSink {
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

    private final SegmentFiles files;
    private final WalSegmentSize size;

    public DirectoryWalSink(Path directory, WalSegmentSize size) {
        this.files = new SegmentFiles(directory);
        this.size = size;
    }

    @Override
    public OpenSegment open(SegmentName name) throws IOException {
        Path partial = files.partial(name);
        if (Files.exists(partial) && Files.size(partial) > size.bytes()) {
            Files.move(partial, files.stale(name), StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.exists(partial) ? reopened(name, partial) : prepared(name);
    }

    private OpenSegment reopened(SegmentName name, Path partial) throws IOException {
        FileChannel channel = DurableFiles.open(partial, Set.of(StandardOpenOption.WRITE));
        return padded(new SegmentFile(files, name, size, channel, partial), channel);
    }

    private OpenSegment prepared(SegmentName name) throws IOException {
        Path path = files.prepared(name);
        FileChannel channel = DurableFiles.open(
                path,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        return padded(new SegmentFile(files, name, size, channel, path), channel);
    }

    /** Space is taken now, where running out of it costs nothing, and a later fsync need not record the file's growth. */
    private OpenSegment padded(SegmentFile segment, FileChannel channel) throws IOException {
        try {
            pad(channel, channel.size());
            return segment;
        } catch (IOException e) {
            segment.close(OpenSegment.Ending.ABANDONED);
            throw e;
        }
    }

    private void pad(FileChannel channel, long from) throws IOException {
        for (long position = from; position < size.bytes(); ) {
            int length = (int) Math.min(ZEROS.capacity(), size.bytes() - position);
            position += channel.write(ZEROS.duplicate().clear().limit(length), position);
        }
    }
}
