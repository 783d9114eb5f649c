package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationStream;
import java.time.Duration;

/**
 * What the server is told, and when: at once what it waits for, else every interval. A thread of its own tells it while
 * the receiving thread waits for the disk, so that no disk is too slow for the connection; while that one rests, it
 * sleeps.
 */
final class Feedback implements AutoCloseable {
    /** How often the receiving thread must be back before the server is told in its stead; servers wait a second or more. */
    private static final Duration PULSE = Duration.ofMillis(250);

    private static final Duration LONGEST_REST = Duration.ofHours(1);

    // Nanoseconds as numbers, since every message comes by here: Duration divides with BigDecimal.
    private static final long PULSE_NANOS = PULSE.toNanos();
    private static final long MILLI_NANOS = 1_000_000;

    private final ReplicationStream stream;
    private final SegmentWriter writer;
    private final long interval;
    private final long silence;
    // The receiving thread comes by several times for each commit: it takes the lock only to send or to wake the other
    // one.
    private volatile Lsn reported = Lsn.ZERO;
    private volatile long sent = System.nanoTime();
    private volatile long back = System.nanoTime();
    private volatile boolean resting;
    private volatile boolean asleep;
    /** The receiving thread's alone. */
    private long heard = System.nanoTime();

    private boolean asked;
    private boolean closed;

    Feedback(ReplicationStream stream, SegmentWriter writer, ReceiverOptions options) {
        this.stream = stream;
        this.writer = writer;
        this.interval = options.statusInterval().toNanos();
        this.silence = options.silence().toNanos();
        Thread thread =
                new Thread(this::pulses, "wal-feedback-" + options.target().applicationName());
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void pulses() {
        try {
            while (!closed) {
                wait(PULSE.toMillis());
                pulse();
                sleepWhileResting();
            }
        } catch (InterruptedException | ReplicationException brokenAsTheReaderWillSee) {
            return;
        }
    }

    private void pulse() throws ReplicationException {
        long now = System.nanoTime();
        boolean isAway = now - back > PULSE_NANOS;
        if (!closed && !resting && (isAway || untilDue(now) <= 0)) {
            send(false);
        }
    }

    /** After a whole pulse of it: to be woken at every message would cost more than it saves. */
    private void sleepWhileResting() throws InterruptedException {
        if (System.nanoTime() - back <= PULSE_NANOS) {
            return;
        }
        asleep = true;
        // Asked after that is known: whoever stops resting later wakes us.
        while (resting && asleep && !closed) {
            wait();
        }
        asleep = false;
    }

    /**
     * The receiving thread is going to wait for the server.
     *
     * @return for how long at the most: then it must be back, and come here again
     */
    Duration rest() throws ReplicationException {
        watch();
        long now = System.nanoTime();
        if (untilDue(now) <= 0) {
            send(false);
        }
        long patience = (asked ? silence : silence / 2) - (now - heard);
        back = now;
        resting = true;
        return Duration.ofNanos(Math.max(0, Math.min(patience, untilDue(now))) + MILLI_NANOS);
    }

    /** The receiving thread is back from waiting for the server. */
    void back() {
        resting = false;
        back = System.nanoTime();
        if (asleep) {
            wakeOther();
        }
    }

    private synchronized void wakeOther() {
        asleep = false;
        notifyAll();
    }

    private long untilDue(long now) {
        return interval == 0 ? LONGEST_REST.toNanos() : interval - (now - sent);
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

    private synchronized void send(boolean replyRequested) throws ReplicationException {
        Lsn flushed = writer.flushed();
        stream.feedback(writer.written(), flushed, replyRequested);
        reported = flushed;
        sent = System.nanoTime();
    }

    /** Tells it if more has become durable. */
    void sendIfAdvanced() throws ReplicationException {
        if (!writer.flushed().equals(reported)) {
            send(false);
        }
    }

    /** The receiving thread is back from the disk: asks for a sign of life, or gives up, if none came for long. */
    void watch() throws ReplicationException {
        long now = System.nanoTime();
        boolean wasAway = now - back > silence / 2;
        back = now;
        if (wasAway) {
            heard = now;
        }
        long quiet = now - heard;
        if (quiet > silence) {
            throw new ReplicationException(
                    ReplicationFailure.CONNECTION_LOST,
                    "",
                    "the server was silent for " + Duration.ofNanos(silence).toSeconds() + " s");
        }
        if (!asked && quiet > silence / 2) {
            asked = true;
            send(true);
        }
    }

    /** No more feedback after this. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
