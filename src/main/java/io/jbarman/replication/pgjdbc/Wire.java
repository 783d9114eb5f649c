package io.jbarman.replication.pgjdbc;

import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Both directions of a connection whose login is over, and the translation of what can go wrong on it. */
final class Wire {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final WireReader reader;
    private final WireWriter writer;

    Wire(Socket socket) throws ReplicationException {
        try {
            this.reader = new WireReader(socket);
            this.writer = new WireWriter(socket.getOutputStream());
        } catch (IOException e) {
            throw lost(e);
        }
    }

    /** Goes on to the next message; false if there is none in time. */
    boolean advance(Duration patience) throws ReplicationException {
        try {
            return reader.advance(patience);
        } catch (IOException e) {
            throw lost(e);
        } catch (NotTheProtocol e) {
            throw protocol(String.valueOf(e.getMessage()));
        }
    }

    /** Goes on to the next message, which must come: we have asked for it. */
    char answer() throws ReplicationException {
        if (!advance(ANSWER)) {
            throw new ReplicationException(
                    ReplicationFailure.CONNECTION_LOST, "", "no answer within " + ANSWER.toSeconds() + " s");
        }
        return reader.type();
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
