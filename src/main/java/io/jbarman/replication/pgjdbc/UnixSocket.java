package io.jbarman.replication.pgjdbc;

import io.jbarman.postgres.jdbc.OptionlessSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A Unix-domain socket in the clothes of a network one, as far as the driver looks while it logs in. */
final class UnixSocket extends OptionlessSocket {
    private static final Duration WITHOUT_LIMIT = Duration.ofHours(1);

    private final Path path;
    private volatile @Nullable SocketChannel channel;
    private volatile @Nullable ChannelDuplex duplex;
    private volatile int patienceMillis;

    UnixSocket(Path path) {
        this.path = path;
    }

    /** Whatever address is named, there is one place that it leads to. */
    @Override
    public void connect(SocketAddress unused, int timeoutMillis) throws IOException {
        try {
            SocketChannel connected = SocketChannel.open(UnixDomainSocketAddress.of(path));
            channel = connected;
            duplex = new ChannelDuplex(connected);
        } catch (IOException refused) {
            throw new IOException("cannot connect to the socket " + path + ": " + refused.getMessage(), refused);
        }
    }

    /** Its bytes, for whoever takes them over from the driver. */
    ChannelDuplex duplex() throws SocketException {
        ChannelDuplex connected = duplex;
        if (connected == null) {
            throw new SocketException("not connected");
        }
        return connected;
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
                Duration patience = patienceMillis == 0 ? WITHOUT_LIMIT : Duration.ofMillis(patienceMillis);
                if (!duplex().read(buffer, patience.toNanos())) {
                    throw new SocketTimeoutException("nothing came within " + patience);
                }
                return buffer.position() - offset;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                duplex().write(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    @Override
    public synchronized void close() throws IOException {
        SocketChannel connected = channel;
        if (connected != null && connected.isOpen()) {
            duplex().close();
            connected.close();
        }
    }

    @Override
    public boolean isConnected() {
        return channel != null;
    }

    @Override
    public boolean isClosed() {
        SocketChannel connected = channel;
        return connected != null && !connected.isOpen();
    }

    @Override
    public synchronized void setSoTimeout(int millis) {
        patienceMillis = millis;
    }

    @Override
    public synchronized int getSoTimeout() {
        return patienceMillis;
    }
}
