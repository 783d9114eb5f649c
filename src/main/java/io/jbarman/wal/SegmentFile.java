package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** One file of a {@link DirectoryWalSink}: prepared under a hidden name, then NAME.partial, then NAME. */
final class SegmentFile implements OpenSegment {
    private final SegmentFiles files;
    private final SegmentName name;
    private final WalSegmentSize size;
    private final FileChannel channel;
    private Path path;
    private int position;

    SegmentFile(SegmentFiles files, SegmentName name, WalSegmentSize size, FileChannel channel, Path path) {
        this.files = files;
        this.name = name;
        this.size = size;
        this.channel = channel;
        this.path = path;
    }

    @Override
    public SegmentName name() {
        return name;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() > size.bytes() - position) {
            throw new IllegalArgumentException("more bytes than " + name + " has room for");
        }
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    @Override
    public void sync() throws IOException {
        channel.force(false);
        if (!isVisible()) {
            Files.move(path, files.partial(name), StandardCopyOption.ATOMIC_MOVE);
            path = files.partial(name);
            DurableFiles.syncDirectory(files.directory());
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
        channel.force(false);
        publish();
        DurableFiles.syncDirectory(files.directory());
    }

    private void publish() throws IOException {
        try {
            DurableFiles.publish(path, files.complete(name));
        } catch (FileAlreadyExistsException e) {
            if (Files.mismatch(path, files.complete(name)) >= 0) {
                throw new IOException(
                        files.complete(name) + " exists with other bytes than the server sent, and is left as it is",
                        e);
            }
            Files.delete(path);
        }
    }

    private void keep() throws IOException {
        if (position == 0) {
            forget();
        } else {
            sync();
        }
    }

    private void forget() throws IOException {
        if (!isVisible()) {
            Files.deleteIfExists(path);
        }
    }

    private boolean isVisible() {
        return path.equals(files.partial(name));
    }
}
