package io.jbarman.transport.local;

import io.jbarman.transport.DialFailure;
import io.jbarman.transport.HostStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A TCP connection made by this process. */
final class SocketStream implements HostStream {
    private static final int CONNECT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;

    private SocketStream(Socket socket) throws IOException {
        this.socket = socket;
        this.input = socket.getInputStream();
        this.output = socket.getOutputStream();
    }

    static SocketStream dial(String host, String address, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            socket.setTcpNoDelay(true);
            return new SocketStream(socket);
        } catch (IOException refused) {
            socket.close();
            throw new DialFailure(host, address, port).because(refused);
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public String errors() {
        return "";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
