package io.jbarman.postgres.jdbc;

import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A Unix socket of this machine. */
final class UnixSocketStream implements HostStream {
    private final SocketChannel channel;

    private UnixSocketStream(SocketChannel channel) {
        this.channel = channel;
    }

    static HostStream connect(Path path) throws IOException {
        try {
            return new UnixSocketStream(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (IOException refused) {
            throw new IOException("cannot connect to the socket " + path + ": " + refused.getMessage(), refused);
        }
    }

    @Override
    public InputStream input() {
        return Channels.newInputStream(channel);
    }

    @Override
    public OutputStream output() {
        return Channels.newOutputStream(channel);
    }

    @Override
    public String errors() {
        return "";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
