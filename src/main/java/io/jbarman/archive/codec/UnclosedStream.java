package io.jbarman.archive.codec;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes bytes on; closing it only flushes, since the stream behind it is somebody else's. */
public final class UnclosedStream extends FilterOutputStream {
    public UnclosedStream(OutputStream target) {
        super(target);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
