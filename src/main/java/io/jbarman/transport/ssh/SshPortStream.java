package io.jbarman.transport.ssh;

import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** A TCP connection that the other host's SSH server made for us. */
final class SshPortStream implements HostStream {
    private final DirectConnection connection;
    private final InputStream input;

    SshPortStream(DirectConnection connection) {
        this.connection = connection;
        this.input = new ChannelInput(connection.getInputStream());
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return connection.getOutputStream();
    }

    @Override
    public String errors() {
        return "";
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
