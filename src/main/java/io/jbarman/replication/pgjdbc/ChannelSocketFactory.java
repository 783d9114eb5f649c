package io.jbarman.replication.pgjdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets with a channel (pgjdbc: property {@code socketFactory}): what comes over one goes from the network to the file
 * without a copy in the heap. The driver makes the factory itself, from the class's name and a text: the file of a
 * Unix-domain socket, or nothing.
 */
public final class ChannelSocketFactory extends SocketFactory {
    private final Optional<Path> file;

    /** For the driver. */
    public ChannelSocketFactory(@Nullable String file) {
        this.file = Optional.ofNullable(file).filter(text -> !text.isEmpty()).map(Path::of);
    }

    @Override
    public Socket createSocket() throws IOException {
        return file.isPresent()
                ? new UnixSocket(file.get())
                : SocketChannel.open().socket();
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
