package io.jbarman.replication.pgjdbc;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;

/** The bytes of a connection, both ways. One thread reads, one at a time writes; any may wake the reader, or close. */
interface Duplex extends AutoCloseable {
    /** Straight over the socket's channel where it has one, else, as where the bytes are encrypted, over its streams. */
    static Duplex over(Socket socket) throws IOException {
        if (socket instanceof UnixSocket local) {
            return local.duplex();
        }
        // A socket under TLS hands out the channel below it, whose bytes are still encrypted.
        boolean isPlain = socket.getChannel() != null && !(socket instanceof SSLSocket);
        return isPlain ? new ChannelDuplex(socket.getChannel()) : new StreamDuplex(socket);
    }

    /** A buffer for {@link #read}. */
    ByteBuffer buffer(int size);

    /**
     * Reads what is there into the buffer; waits for it if need be, until woken.
     *
     * @param patience in nanoseconds; none for what is there already
     * @return whether anything came in time
     * @throws EOFException if the server closed the connection
     */
    boolean read(ByteBuffer buffer, long patience) throws IOException;

    /** Sends all of it. */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * Ends one wait of the reader: the present one, else the next.
     *
     * @return false if a present wait ends soon only when bytes come
     */
    boolean wake();

    /** From now on, for a while, nobody waits long for a server that no longer reads. Any thread. */
    default void hurry() {}

    /** What to close to end any call on it at once. */
    Closeable below();

    /** Gives the socket back, open, as it was. */
    @Override
    void close() throws IOException;
}
