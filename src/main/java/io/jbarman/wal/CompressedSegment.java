package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One compressed file. It takes the place of an earlier partial one only when it holds as much: what was acknowledged
 * stays on the disk while it is fetched again.
 */
final class CompressedSegment implements OpenSegment {
    private static final int BUFFER = 64 << 10;

    private final Disk disk;
    private final CompressedFiles names;
    private final FileChannel channel;
    private final OutputStream output;
    private final OutputStream compressed;
    private final long before;
    private long position;
    private boolean visible;

    CompressedSegment(
            Disk disk,
            CompressedFiles names,
            FileChannel channel,
            SpaceOutput output,
            SegmentCompression compression,
            long before)
            throws IOException {
        this.disk = disk;
        this.names = names;
        this.channel = channel;
        this.before = before;
        this.output = new BufferedOutputStream(output, BUFFER);
        this.compressed = compression.onto(this.output);
    }

    @Override
    public SegmentName name() {
        return names.name();
    }

    @Override
    public void reserve() {
        // How much it will need nobody knows.
    }

    @Override
    public void prepare() {
        // Nothing of it is known ahead.
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        byte[] plain = new byte[bytes.remaining()];
        bytes.get(plain);
        compressed.write(plain);
        position += plain.length;
    }

    @Override
    public void sync() throws IOException {
        compressed.flush();
        makeDurable();
    }

    private void makeDurable() throws IOException {
        disk.force(visible ? names.partial() : names.prepared(), channel);
        if (!visible && position >= before) {
            disk.rename(names.prepared(), names.partial());
            visible = true;
            disk.syncDirectory(names.files().directory());
        }
    }

    @Override
    public void settle() {
        // A compressed segment is little, and its stream ends with it.
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
        end();
        disk.force(visible ? names.partial() : names.prepared(), channel);
        publish();
    }

    /** The compressed stream ends; its buffers are empty. */
    private void end() throws IOException {
        compressed.close();
        output.flush();
    }

    private void publish() throws IOException {
        Path ours = visible ? names.partial() : names.prepared();
        try {
            new DurableFiles(disk).publish(ours, names.complete());
        } catch (FileAlreadyExistsException e) {
            if (!names.codec().same(ours, names.complete())) {
                throw new IOException(
                        names.complete() + " exists with other bytes than the server sent, and is left as it is", e);
            }
            disk.delete(ours);
        }
        // An older one that this one stands for.
        Files.deleteIfExists(names.partial());
    }

    private void keep() throws IOException {
        if (position == 0) {
            forget();
            return;
        }
        end();
        makeDurable();
        forget();
    }

    private void forget() throws IOException {
        if (!visible && Files.exists(names.prepared())) {
            disk.delete(names.prepared());
        }
    }
}
