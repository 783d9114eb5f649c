package io.jbarman.wal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Appends to a file, waiting where the disk is full: a compressor cannot write the same bytes twice. */
final class SpaceOutput extends OutputStream {
    private final FileChannel channel;
    private final SpaceWait space;

    SpaceOutput(FileChannel channel, SpaceWait space) {
        this.channel = channel;
        this.space = space;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
        space.with(() -> {
            while (left.hasRemaining()) {
                channel.write(left);
            }
            return left;
        });
    }
}
