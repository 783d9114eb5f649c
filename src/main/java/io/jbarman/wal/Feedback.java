package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the server is told, and when: at once what it waits for, else every interval. A thread of its own tells it while
 * the receiving thread waits for the disk, so that no disk is too slow for the connection.
 */
final class Feedback implements AutoCloseable {
    /** How often the receiving thread must be back before the server is told in its stead; servers wait a second or more. */
    private static final Duration PULSE = Duration.ofMillis(250);

    private final ReplicationStream stream;
    private final SegmentWriter writer;
    private final Duration interval;
    private final Duration silence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Lsn reported = Lsn.ZERO;
    private long sent = System.nanoTime();
    private long heard = System.nanoTime();
    private long back = System.nanoTime();
    private boolean asked;

    Feedback(ReplicationStream stream, SegmentWriter writer, ReceiverOptions options) {
        this.stream = stream;
        this.writer = writer;
        this.interval = options.statusInterval();
        this.silence = options.silence();
        Thread thread =
                new Thread(this::pulses, "wal-feedback-" + options.target().applicationName());
        thread.setDaemon(true);
        thread.start();
    }

    private void pulses() {
        try {
            while (!closed.await(PULSE.toNanos(), TimeUnit.NANOSECONDS)) {
                pulse();
            }
        } catch (InterruptedException | ReplicationException brokenAsTheReaderWillSee) {
            return;
        }
    }

    private synchronized void pulse() throws ReplicationException {
        long now = System.nanoTime();
        boolean isDue = !interval.isZero() && now - sent >= interval.toNanos();
        if (closed.getCount() > 0 && (isDue || now - back > PULSE.toNanos())) {
            send(false);
        }
    }

    /** The server said something. */
    synchronized void heard() {
        heard = System.nanoTime();
        asked = false;
    }

    /** Tells it how far we are. */
    synchronized void send() throws ReplicationException {
        send(false);
    }

    private void send(boolean replyRequested) throws ReplicationException {
        Lsn flushed = writer.flushed();
        stream.feedback(writer.written(), flushed, replyRequested);
        reported = flushed;
        sent = System.nanoTime();
    }

    /** Tells it if more has become durable. */
    synchronized void sendIfAdvanced() throws ReplicationException {
        if (!writer.flushed().equals(reported)) {
            send(false);
        }
    }

    /** The receiving thread is back from the disk: asks for a sign of life, or gives up, if none came for long. */
    synchronized void watch() throws ReplicationException {
        long now = System.nanoTime();
        boolean wasAway = now - back > silence.toNanos() / 2;
        back = now;
        if (wasAway) {
            heard = now;
        }
        Duration quiet = Duration.ofNanos(now - heard);
        if (quiet.compareTo(silence) > 0) {
            throw new ReplicationException(
                    ReplicationFailure.CONNECTION_LOST, "", "the server was silent for " + silence.toSeconds() + " s");
        }
        if (!asked && quiet.compareTo(silence.dividedBy(2)) > 0) {
            asked = true;
            send(true);
        }
    }

    /** No more feedback after this. */
    @Override
    public synchronized void close() {
        closed.countDown();
    }
}
