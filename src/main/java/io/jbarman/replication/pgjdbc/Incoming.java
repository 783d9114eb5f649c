package io.jbarman.replication.pgjdbc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that come over a socket: straight from its channel where it has one, else, as where they are encrypted, from
 * its stream. Confined to one thread.
 */
final class Incoming {
    private final Socket socket;
    private final InputStream stream;
    private final @Nullable ReadableByteChannel channel;

    Incoming(Socket socket) throws IOException {
        this.socket = socket;
        this.stream = socket.getInputStream();
        // One under TLS hands out the channel below it, whose bytes are still encrypted.
        this.channel = socket instanceof SSLSocket ? null : socket.getChannel();
    }

    /** A buffer for {@link #read}. */
    ByteBuffer buffer(int size) {
        return channel == null ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size);
    }

    /**
     * Reads what is there into the buffer; waits for it if need be.
     *
     * @return whether anything came in time
     * @throws EOFException if the server closed the connection
     */
    boolean read(ByteBuffer buffer, Duration patience) throws IOException {
        if (patience.isZero() && stream.available() == 0) {
            return false;
        }
        try {
            socket.setSoTimeout(Math.max(1, (int) Math.min(patience.toMillis(), Integer.MAX_VALUE)));
            return channel == null ? readStream(buffer) : readChannel(buffer, channel);
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private boolean readStream(ByteBuffer buffer) throws IOException {
        int count = stream.read(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        requireOpen(count);
        buffer.position(buffer.position() + count);
        return true;
    }

    /** A channel knows no time limit, its stream does: that waits for the first byte. */
    private boolean readChannel(ByteBuffer buffer, ReadableByteChannel open) throws IOException {
        if (stream.available() == 0) {
            int first = stream.read();
            requireOpen(first);
            buffer.put((byte) first);
        }
        if (buffer.hasRemaining() && stream.available() > 0) {
            requireOpen(open.read(buffer));
        }
        return true;
    }

    private static void requireOpen(int count) throws EOFException {
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
    }
}
