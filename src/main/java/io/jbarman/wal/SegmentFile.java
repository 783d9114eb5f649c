package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One file of a {@link DirectoryWalSink}: prepared under a hidden name, then NAME.partial, then NAME. */
final class SegmentFile implements OpenSegment {
    private final Disk disk;
    private final SegmentFiles files;
    private final SegmentName name;
    private final WalSegmentSize size;
    private final FileChannel channel;
    private final Path partial;
    private Path path;
    private int position;
    private boolean reserved;
    private boolean forced;
    private DirectoryWalSink.Bulk way = DirectoryWalSink.Bulk.NONE;
    private Optional<BulkWrite> bulk = Optional.empty();

    SegmentFile(Disk disk, SegmentFiles files, SegmentName name, WalSegmentSize size, FileChannel channel, Path path) {
        this.disk = disk;
        this.files = files;
        this.name = name;
        this.size = size;
        this.channel = channel;
        this.path = path;
        this.partial = files.partial(name);
    }

    /** From its first byte until it is synced; before it comes, nothing is taken up for that. */
    void writeBy(DirectoryWalSink.Bulk other) {
        way = other;
    }

    @Override
    public SegmentName name() {
        return name;
    }

    @Override
    public void reserve() throws IOException {
        if (reserved) {
            return;
        }
        endBulk();
        for (long end = channel.size(); end < size.bytes(); ) {
            end += channel.write(DirectoryWalSink.zeros(size.bytes() - end), end);
        }
        reserved = true;
    }

    @Override
    public void prepare() throws IOException {
        reserve();
        disk.force(path, channel);
    }

    /** Lays down what another file holds, as far as it can be read; writing begins at the beginning all the same. */
    void lay(FileChannel other, int piece) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(piece);
        for (long at = 0; at < other.size(); at += piece) {
            buffer.clear();
            try {
                while (buffer.hasRemaining() && other.read(buffer, at + buffer.position()) > 0) {}
            } catch (IOException unreadable) {
                buffer.clear().limit(0);
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer, at + buffer.position());
            }
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > size.bytes() - position) {
            throw new IllegalArgumentException("more bytes than " + name + " has room for");
        }
        if (position == 0 && bytes.hasRemaining()) {
            bulk = way.into(path);
        }
        if (bulk.isPresent()) {
            position += bytes.remaining();
            bulk.get().write(bytes);
            return;
        }
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    private void endBulk() throws IOException {
        Optional<BulkWrite> ending = bulk;
        bulk = Optional.empty();
        way = DirectoryWalSink.Bulk.NONE;
        if (ending.isPresent()) {
            ending.get().finish(channel);
        }
    }

    @Override
    public void sync() throws IOException {
        endBulk();
        reserve();
        force();
        if (!isVisible()) {
            disk.rename(path, partial);
            path = partial;
            Files.deleteIfExists(files.failed(name));
            disk.syncDirectory(files.directory());
        }
    }

    /** What a failed sync left is not known, now or at the next: the file is marked, never to be synced again. */
    private void force() throws IOException {
        try {
            disk.force(path, channel);
        } catch (IOException e) {
            mark(e);
            throw e;
        }
    }

    private void mark(IOException failure) {
        if (!isVisible()) {
            return;
        }
        try {
            disk.link(path, files.failed(name));
        } catch (FileAlreadyExistsException markedBefore) {
            return;
        } catch (IOException | UnsupportedOperationException e) {
            failure.addSuppressed(e);
        }
    }

    /** What went through the page cache is written out at once, while the next segment fills. */
    @Override
    public void settle() throws IOException {
        if (bulk.isPresent()) {
            endBulk();
        } else {
            force();
            forced = true;
        }
    }

    @Override
    public void close(Ending ending) throws IOException {
        try (channel) {
            switch (ending) {
                case COMPLETE -> complete();
                case PARTIAL -> keep();
                case ABANDONED -> forget();
            }
        }
    }

    private void complete() throws IOException {
        if (position != size.bytes()) {
            throw new IllegalStateException(name + " is not complete: " + position + " bytes");
        }
        if (!forced) {
            endBulk();
            force();
        }
        publish();
        Files.deleteIfExists(files.failed(name));
    }

    private void publish() throws IOException {
        try {
            new DurableFiles(disk).publish(path, files.complete(name));
        } catch (FileAlreadyExistsException e) {
            if (Files.mismatch(path, files.complete(name)) >= 0) {
                throw new IOException(
                        files.complete(name) + " exists with other bytes than the server sent, and is left as it is",
                        e);
            }
            disk.delete(path);
        }
        // A renewed file leaves the one that it stands for.
        Files.deleteIfExists(partial);
    }

    private void keep() throws IOException {
        if (position == 0) {
            forget();
        } else {
            sync();
        }
    }

    private void forget() throws IOException {
        if (bulk.isPresent()) {
            bulk.get().abandon();
        }
        if (!isVisible() && Files.exists(path)) {
            disk.delete(path);
        }
    }

    private boolean isVisible() {
        return path.equals(partial);
    }
}
