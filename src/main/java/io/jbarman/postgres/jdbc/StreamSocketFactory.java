package io.jbarman.postgres.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * The door through which pgjdbc takes a stream of ours (pgjdbc: property {@code socketFactory}). The driver makes the
 * factory itself from a class name and a text, so the text is the key under which the line waits.
 */
public final class StreamSocketFactory extends SocketFactory {
    private static final Map<String, Line> LINES = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private final String key;

    /** For the driver. */
    public StreamSocketFactory(String key) {
        this.key = key;
    }

    /** Keeps a line until {@link #release}; gives the key to it. */
    static String register(Line line) {
        String key = Long.toString(NEXT.incrementAndGet());
        LINES.put(key, line);
        return key;
    }

    static void release(String key) {
        LINES.remove(key);
    }

    @Override
    public Socket createSocket() throws IOException {
        Line line = LINES.get(key);
        if (line == null) {
            throw new IOException("the session has been closed");
        }
        return new StreamSocket(line);
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("the driver connects sockets itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("the driver connects sockets itself");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("the driver connects sockets itself");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("the driver connects sockets itself");
    }
}
