package io.jbarman.postgres.jdbc;

import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A two-way stream in the clothes of a socket, as far as pgjdbc looks. Time limits on reading do not exist here: the
 * login as a whole has one, and a transport notices by itself when its host is gone.
 */
final class StreamSocket extends OptionlessSocket {
    private final Line line;
    private volatile @Nullable HostStream stream;
    private volatile boolean closed;

    StreamSocket(Line line) {
        this.line = line;
    }

    @Override
    public void connect(SocketAddress unused, int timeoutMillis) throws IOException {
        stream = line.dial();
    }

    private HostStream open() throws SocketException {
        HostStream current = stream;
        if (current == null) {
            throw new SocketException("not connected");
        }
        return current;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return open().input();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new ClosingOutput(open().output(), line);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        HostStream current = stream;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean isConnected() {
        return stream != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void setSoTimeout(int millis) {}

    @Override
    public synchronized int getSoTimeout() {
        return 0;
    }
}
