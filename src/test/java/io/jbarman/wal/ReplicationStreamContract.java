package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import io.jbarman.replication.ReplicationMessage;
import io.jbarman.replication.ReplicationMessage.Keepalive;
import io.jbarman.replication.ReplicationMessage.Nothing;
import io.jbarman.replication.ReplicationMessage.WalData;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every replication stream promises, on whatever server. */
abstract class ReplicationStreamContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A connection to a server that has some WAL from {@link #start} on, and then no more for a while. */
    abstract ReplicationSession session() throws Exception;

    /** A position that WAL exists from. */
    abstract Lsn start() throws Exception;

    private static Lsn drained(ReplicationStream stream, Lsn start) throws Exception {
        Lsn expected = start;
        ReplicationMessage message = stream.next(PATIENCE);
        while (!(message instanceof Nothing)) {
            if (message instanceof WalData data) {
                assertThat(data.start()).isEqualTo(expected);
                assertThat(data.bytes().hasRemaining()).isTrue();
                expected = expected.plus(data.bytes().remaining());
                assertThat(data.serverPosition()).isGreaterThanOrEqualTo(expected);
            }
            message = stream.next(Duration.ofMillis(300));
        }
        return expected;
    }

    @Test
    void walComesWithoutAGapFromWhereItWasAskedFor() throws Exception {
        Lsn start = start();
        try (ReplicationSession session = session();
                ReplicationStream stream = session.start(Optional.empty(), start, TimelineId.FIRST)) {
            assertThat(drained(stream, start)).isGreaterThan(start);
        }
    }

    @Test
    void withNothingToReadItSaysSoAndDoesNotWaitLongerThanAllowed() throws Exception {
        Lsn start = start();
        try (ReplicationSession session = session();
                ReplicationStream stream = session.start(Optional.empty(), start, TimelineId.FIRST)) {
            drained(stream, start);
            assertThat(stream.next(Duration.ZERO)).isInstanceOf(Nothing.class);
            assertThat(stream.next(Duration.ofMillis(20))).isInstanceOf(Nothing.class);
        }
    }

    @Test
    void feedbackMayBeGivenByAnotherThreadWhileThisOneReads() throws Exception {
        Lsn start = start();
        try (ReplicationSession session = session();
                ReplicationStream stream = session.start(Optional.empty(), start, TimelineId.FIRST)) {
            CompletableFuture<Void> feedback = CompletableFuture.runAsync(() -> {
                for (int time = 0; time < 1000; time++) {
                    feedback(stream, start);
                }
            });
            assertThat(drained(stream, start)).isGreaterThan(start);
            until(feedback::isDone);
            feedback.join();
        }
    }

    private static void feedback(ReplicationStream stream, Lsn position) {
        try {
            stream.feedback(position, Lsn.ZERO, false);
        } catch (io.jbarman.replication.ReplicationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWaitIsEndedByWhoWakesIt() throws Exception {
        Lsn start = start();
        try (ReplicationSession session = session();
                ReplicationStream stream = session.start(Optional.empty(), start, TimelineId.FIRST)) {
            drained(stream, start);
            CompletableFuture<Void> wake = CompletableFuture.runAsync(stream::wake);
            assertThat(stream.next(Duration.ofMinutes(10))).isInstanceOfAny(Nothing.class, Keepalive.class);
            wake.join();
        }
    }

    @Test
    void aWakeBeforeTheWaitCounts() throws Exception {
        Lsn start = start();
        try (ReplicationSession session = session();
                ReplicationStream stream = session.start(Optional.empty(), start, TimelineId.FIRST)) {
            drained(stream, start);
            stream.wake();
            assertThat(stream.next(Duration.ofMinutes(10))).isInstanceOf(Nothing.class);
        }
    }

    @Test
    void whatWasAbandonedIsOver() throws Exception {
        ReplicationSession session = session();
        ReplicationStream stream = session.start(Optional.empty(), start(), TimelineId.FIRST);
        stream.abandon();
        stream.feedback(Lsn.ZERO, Lsn.ZERO, false);
        stream.close();
        session.close();
    }

    @Test
    void closingTwiceIsClosing() throws Exception {
        ReplicationSession session = session();
        ReplicationStream stream = session.start(Optional.empty(), start(), TimelineId.FIRST);
        stream.close();
        stream.close();
        session.close();
        session.close();
    }
}
