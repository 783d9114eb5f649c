package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What the server is told, and when: at once what it waits for, else every interval. A thread of its own tells it while
 * the receiving thread waits for the disk, so that no disk is too slow for the connection; while that one rests, it
 * sleeps. Where the disk takes nothing at all for long, it leaves the server: a server that stops waits for whoever still
 * speaks to it.
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
    private final Standstill standstill;
    private final Diagnostic stalled;
    private final Consumer<Diagnostic> alarm;
    // The receiving thread comes by several times for each commit: it takes the lock only to send or to wake the other
    // one.
    private volatile Lsn reported = Lsn.ZERO;
    private volatile long sent = System.nanoTime();
    private volatile long back = System.nanoTime();
    private volatile boolean resting;
    private volatile boolean asleep;
    /** The receiving thread's alone. */
    private long heard = System.nanoTime();

    private volatile boolean left;
    private boolean asked;
    private boolean broken;
    private boolean closed;

    /** @param alarm told when the server is left for the disk's sake */
    Feedback(ReplicationStream stream, SegmentWriter writer, ReceiverOptions options, Consumer<Diagnostic> alarm) {
        this.stream = stream;
        this.standstill = new Standstill(writer, options.silence());
        this.stalled = DiskProblem.stalled(options.storage().directory(), options.silence());
        this.alarm = alarm;
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pulse() {
        long now = System.nanoTime();
        boolean isAway = now - back > PULSE_NANOS;
        if (closed || resting) {
            return;
        }
        if (isAway && standstill.lasts(back, now)) {
            leave();
        } else if (isAway || untilDue(now) <= 0) {
            speak();
        }
    }

    private void speak() {
        try {
            if (!broken) {
                send(false);
            }
        } catch (ReplicationException asTheReaderWillSee) {
            broken = true;
        }
    }

    private void leave() {
        left = true;
        closed = true;
        stream.abandon();
        alarm.accept(stalled);
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
    Duration rest() throws ReplicationException, ReceiverException {
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

    /**
     * The receiving thread is back from the disk: asks for a sign of life, or gives up, if none came for long.
     *
     * @throws ReceiverException if the server was left meanwhile
     */
    void watch() throws ReplicationException, ReceiverException {
        if (left) {
            throw new ReceiverException(stalled);
        }
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
