package io.jbarman.transport.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** SSHJ waits for data even when asked for none, which {@link InputStream#readNBytes} does at its end. */
final class ChannelInput extends FilterInputStream {
    ChannelInput(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : in.read(bytes, offset, length);
    }
}
