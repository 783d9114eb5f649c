package io.jbarman.replication.pgjdbc;

import io.jbarman.pg.Lsn;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both directions of a connection whose login is over, and the translation of what can go wrong on it. */
final class Wire implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private final Duplex duplex;
    private final WireReader reader;
    private final WireWriter writer;

    Wire(Socket socket) throws ReplicationException {
        try {
            this.duplex = Duplex.over(socket);
            this.reader = new WireReader(duplex);
            this.writer = new WireWriter(duplex);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Goes on to the next message; false if there is none in time, or {@link #wake} came before it. */
    boolean advance(Duration patience) throws ReplicationException {
        try {
            return reader.advance(patience);
        } catch (IOException e) {
            throw lost(e);
        } catch (NotTheProtocol e) {
            throw protocol(String.valueOf(e.getMessage()));
        }
    }

    /** The same, whether woken or not. */
    boolean await(Duration patience) throws ReplicationException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration left = patience;
        while (left.toMillis() > 0) {
            if (advance(left)) {
                return true;
            }
            left = Duration.ofNanos(deadline - System.nanoTime());
        }
        return false;
    }

    /** Goes on to the next message, which must come: we have asked for it. */
    char answer() throws ReplicationException {
        if (!await(ANSWER)) {
            throw new ReplicationException(
                    ReplicationFailure.CONNECTION_LOST, "", "no answer within " + ANSWER.toSeconds() + " s");
        }
        return reader.type();
    }

    /**
     * Ends one wait for a message, from any thread.
     *
     * @return false if a present wait ends soon only when the server says something
     */
    boolean wake() {
        return duplex.wake();
    }

    /** From now on, for a while, nobody waits long for a server that no longer reads. */
    void hurry() {
        duplex.hurry();
    }

    /** What to close to end any call on it at once. */
    Closeable below() {
        return duplex.below();
    }

    /** Ends the connection at once, from any thread. */
    void leave() {
        try {
            duplex.below().close();
            duplex.close();
        } catch (IOException e) {
            LOG.debug("leaving a replication connection: {}", e.getMessage());
        }
    }

    /** Leaves the socket to its owner. */
    @Override
    public void close() {
        try {
            duplex.close();
        } catch (IOException e) {
            LOG.debug("leaving a replication connection: {}", e.getMessage());
        }
    }

    char type() {
        return reader.type();
    }

    ByteBuffer body() {
        return reader.body();
    }

    void send(Message message) throws ReplicationException {
        try {
            message.sendBy(writer);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** A standby status update, as {@link #send} would: sent for every commit, and without an object that describes it. */
    void sendStatus(Lsn written, Lsn flushed, long epochMillis, boolean replyRequested) throws ReplicationException {
        try {
            writer.status(written.value(), flushed.value(), epochMillis, replyRequested);
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Whether the message may come at any time and says nothing to us: notice, parameter status, notification. */
    boolean isAside() {
        char type = reader.type();
        return type == 'N' || type == 'S' || type == 'A';
    }

    ReplicationException unexpected(String when) {
        return protocol("unexpected message '" + reader.type() + "' " + when);
    }

    static ReplicationException protocol(String what) {
        return new ReplicationException(ReplicationFailure.PROTOCOL, "08P01", "not what PostgreSQL would say: " + what);
    }

    private static ReplicationException lost(IOException e) {
        String what = e instanceof EOFException ? "" : "connection broke: ";
        return new ReplicationException(ReplicationFailure.CONNECTION_LOST, "08006", what + e.getMessage(), e);
    }

    /** Something to be sent. */
    interface Message {
        void sendBy(WireWriter writer) throws IOException;
    }
}
