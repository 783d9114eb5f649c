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
 * factory itself from a class name and a text, so the text is the key under which the dialler waits.
 */
public final class StreamSocketFactory extends SocketFactory {
    private static final Map<String, Dialler> WAITING = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    private final String key;

    /** For the driver. */
    public StreamSocketFactory(String key) {
        this.key = key;
    }

    /** Keeps a dialler until {@link #release}; gives the key to it. */
    static String register(Dialler dialler) {
        String key = Long.toString(NEXT.incrementAndGet());
        WAITING.put(key, dialler);
        return key;
    }

    static void release(String key) {
        WAITING.remove(key);
    }

    @Override
    public Socket createSocket() throws IOException {
        Dialler dialler = WAITING.get(key);
        if (dialler == null) {
            throw new IOException("the session has been closed");
        }
        return new StreamSocket(dialler);
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
