package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a receiver notes how it stands, for others to read. Any thread may read; what comes with every message is noted by
 * one thread, and costs it no lock and no object.
 */
final class StatusBoard {
    private static final long NEVER = Long.MIN_VALUE;

    private final Clock clock;
    /** All but the positions and the time of the last message. */
    private ReceiverStatus status;

    private volatile Lsn received = Lsn.ZERO;
    private volatile Lsn flushed = Lsn.ZERO;
    private volatile Lsn serverPosition = Lsn.ZERO;
    private volatile long heardAtMillis = NEVER;
    /** The receiving thread's alone. */
    private long messages;

    StatusBoard(Clock clock) {
        this.clock = clock;
        this.status = ReceiverStatus.idle(clock.instant());
    }

    synchronized ReceiverStatus status() {
        // What is flushed is asked first: it is never more than what was received then.
        Lsn durable = flushed;
        long heardAt = heardAtMillis;
        return new ReceiverStatus(
                status.state(),
                status.since(),
                status.timeline(),
                received,
                durable,
                serverPosition,
                heardAt == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(heardAt)),
                status.lastProblem(),
                status.lastProblemAt());
    }

    synchronized void state(ReceiverState state) {
        if (status.state() != state) {
            status = with(state, clock.instant(), status.timeline(), status.lastProblem(), status.lastProblemAt());
        }
    }

    /** Of a timeline that was not received before, what is durable ends where it branched off. */
    synchronized void streaming(TimelineId timeline, Lsn fork) {
        state(ReceiverState.STREAMING);
        if (status.timeline().filter(before -> !before.equals(timeline)).isPresent() && fork.isBefore(flushed)) {
            flushed = fork;
        }
        status = with(
                status.state(), status.since(), Optional.of(timeline), status.lastProblem(), status.lastProblemAt());
    }

    /** The server was left, since the disk takes nothing. */
    synchronized void stalled(Diagnostic problem) {
        state(ReceiverState.STALLED);
        problem(problem);
    }

    synchronized void problem(Diagnostic problem) {
        Optional<Instant> now = Optional.of(clock.instant());
        status = with(status.state(), status.since(), status.timeline(), Optional.of(problem), now);
    }

    /** The server was heard of. */
    void heard(Lsn nowReceived, Lsn nowFlushed, Lsn nowServerPosition) {
        received = nowReceived;
        durable(nowFlushed);
        serverPosition = nowServerPosition;
        heardAtMillis = clock.millis();
        messages++;
    }

    /** How many times so far. For the thread that notes it. */
    long messages() {
        return messages;
    }

    /** More has become durable. */
    void durable(Lsn nowFlushed) {
        flushed = Lsn.max(flushed, nowFlushed);
    }

    private ReceiverStatus with(
            ReceiverState state,
            Instant since,
            Optional<TimelineId> timeline,
            Optional<Diagnostic> problem,
            Optional<Instant> problemAt) {
        return new ReceiverStatus(
                state, since, timeline, Lsn.ZERO, Lsn.ZERO, Lsn.ZERO, Optional.empty(), problem, problemAt);
    }
}
