package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationStream;
import java.time.Duration;

/** What the server is told, and when: at once what it waits for, else every interval. Confined to one thread. */
final class Feedback {
    private final ReplicationStream stream;
    private final SegmentWriter writer;
    private final Duration interval;
    private final Duration silence;
    private Lsn reported = Lsn.ZERO;
    private long sent = System.nanoTime();
    private long heard = System.nanoTime();
    private boolean asked;

    Feedback(ReplicationStream stream, SegmentWriter writer, ReceiverOptions options) {
        this.stream = stream;
        this.writer = writer;
        this.interval = options.statusInterval();
        this.silence = options.silence();
    }

    /** The server said something. */
    void heard() {
        heard = System.nanoTime();
        asked = false;
    }

    /** Tells it how far we are. */
    void send() throws ReplicationException {
        send(false);
    }

    private void send(boolean replyRequested) throws ReplicationException {
        Lsn flushed = writer.flushed();
        stream.feedback(writer.written(), flushed, replyRequested);
        reported = flushed;
        sent = System.nanoTime();
    }

    /** Tells it if more has become durable. */
    void sendIfAdvanced() throws ReplicationException {
        if (!writer.flushed().equals(reported)) {
            send();
        }
    }

    /** Tells it if it was not told for an interval; asks for a sign of life, or gives up, if it was not heard for long. */
    void tick() throws ReplicationException {
        long now = System.nanoTime();
        Duration quiet = Duration.ofNanos(now - heard);
        if (quiet.compareTo(silence) > 0) {
            throw new ReplicationException(
                    ReplicationFailure.CONNECTION_LOST, "", "the server was silent for " + silence.toSeconds() + " s");
        }
        if (!asked && quiet.compareTo(silence.dividedBy(2)) > 0) {
            asked = true;
            send(true);
        } else if (Duration.ofNanos(now - sent).compareTo(interval) >= 0) {
            send();
        }
    }
}
