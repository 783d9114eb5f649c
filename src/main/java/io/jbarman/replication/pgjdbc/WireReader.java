package io.jbarman.replication.pgjdbc;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Cuts the server's bytes into messages: type, length, body (PostgreSQL: "Message Formats"). A wait that ends in the
 * middle of a message loses nothing; the message is completed by the next wait. Confined to one thread.
 */
final class WireReader {
    private static final int HEADER = 5;
    private static final int FIRST_BUFFER = 64 << 10;
    private static final int LARGEST_BUFFER = 1 << 20;
    private static final int LONGEST_MESSAGE = 64 << 20;
    private static final long STALL_NANOS = Duration.ofSeconds(30).toNanos();

    private final Duplex duplex;
    private ByteBuffer buffer;
    /** Bytes {@code [begin, next)} are the current message, {@code [next, end)} what follows it. */
    private int begin;

    private int next;
    private int end;
    /** Whether the server had more for us than there was room for; a server that is idle needs little. */
    private boolean full;

    private long lastByte = System.nanoTime();

    WireReader(Duplex duplex) {
        this.duplex = duplex;
        this.buffer = duplex.buffer(FIRST_BUFFER);
    }

    /**
     * Goes on to the next message; the body of the previous one is no longer valid.
     *
     * @return whether there is one; with zero patience, whether it is here already
     * @throws EOFException if the server closed the connection
     * @throws SocketTimeoutException if a message began and its rest does not come
     */
    boolean advance(Duration patience) throws IOException {
        begin = next;
        long deadline = System.nanoTime() + patience.toNanos();
        while (!hasWholeMessage()) {
            if (!fill(deadline)) {
                return false;
            }
        }
        next = begin + HEADER + bodyLength();
        return true;
    }

    /** The current message's type. */
    char type() {
        return (char) (buffer.get(begin) & 0xFF);
    }

    /** The current message's body, valid until {@link #advance}. */
    ByteBuffer body() {
        return buffer.limit(next).position(begin + HEADER).slice();
    }

    private boolean hasWholeMessage() {
        return end - begin >= HEADER && end - begin >= HEADER + bodyLength();
    }

    private int bodyLength() {
        int length = buffer.limit(buffer.capacity()).getInt(begin + 1) - 4;
        if (length < 0 || length > LONGEST_MESSAGE) {
            throw new NotTheProtocol("message of " + length + " bytes");
        }
        return length;
    }

    private boolean fill(long deadline) throws IOException {
        makeRoom();
        buffer.limit(buffer.capacity()).position(end);
        if (!duplex.read(buffer, deadline - System.nanoTime())) {
            failIfStalled();
            return false;
        }
        end = buffer.position();
        full = end == buffer.capacity();
        lastByte = System.nanoTime();
        return true;
    }

    private void failIfStalled() throws SocketTimeoutException {
        if (end > begin && System.nanoTime() - lastByte > STALL_NANOS) {
            throw new SocketTimeoutException("the rest of a message did not come");
        }
    }

    private void makeRoom() {
        if (begin == end) {
            begin = 0;
            next = 0;
            end = 0;
        }
        int needed = end - begin >= HEADER ? HEADER + bodyLength() : HEADER;
        int wanted = full ? Math.max(needed, Math.min(LARGEST_BUFFER, 4 * buffer.capacity())) : needed;
        if (buffer.capacity() - begin >= wanted && end < buffer.capacity()) {
            return;
        }
        full = false;
        ByteBuffer rest = buffer.limit(end).position(begin);
        if (wanted > buffer.capacity()) {
            buffer = duplex.buffer(wanted).put(rest);
        } else {
            rest.compact();
        }
        end -= begin;
        begin = 0;
        next = 0;
    }
}
