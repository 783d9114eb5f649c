package io.jbarman.replication.pgjdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Sends messages to the server, each in one piece. Safe for use by several threads. */
final class WireWriter {
    private static final int STATUS_BODY = 34;
    private static final long MICROS_FROM_1970_TO_2000 = 946_684_800_000_000L;

    private final Duplex duplex;
    private final ByteBuffer status;

    WireWriter(Duplex duplex) {
        this.duplex = duplex;
        this.status = duplex.buffer(STATUS_BODY + 5);
    }

    /** A simple query. */
    void query(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        send(ByteBuffer.allocate(bytes.length + 6)
                .put((byte) 'Q')
                .putInt(bytes.length + 5)
                .put(bytes)
                .put((byte) 0));
    }

    /** A standby status update; nothing is applied, so that position stays zero. */
    synchronized void status(long written, long flushed, long epochMillis, boolean replyRequested) throws IOException {
        send(status.clear()
                .put((byte) 'd')
                .putInt(STATUS_BODY + 4)
                .put((byte) 'r')
                .putLong(written)
                .putLong(flushed)
                .putLong(0)
                .putLong(epochMillis * 1000 - MICROS_FROM_1970_TO_2000)
                .put((byte) (replyRequested ? 1 : 0)));
    }

    /** The end of our side of a copy. */
    void copyDone() throws IOException {
        send(ByteBuffer.allocate(5).put((byte) 'c').putInt(4));
    }

    private synchronized void send(ByteBuffer message) throws IOException {
        duplex.write(message.flip());
    }
}
