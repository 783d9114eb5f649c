package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Where a receiver notes how it stands, for others to read. Safe for use by several threads. */
final class StatusBoard {
    private final Clock clock;
    private ReceiverStatus status;

    StatusBoard(Clock clock) {
        this.clock = clock;
        this.status = ReceiverStatus.idle(clock.instant());
    }

    synchronized ReceiverStatus status() {
        return status;
    }

    synchronized void state(ReceiverState state) {
        if (status.state() != state) {
            status = with(state, clock.instant(), status.timeline(), status.lastProblem(), status.lastProblemAt());
        }
    }

    synchronized void streaming(TimelineId timeline) {
        state(ReceiverState.STREAMING);
        status = with(
                status.state(), status.since(), Optional.of(timeline), status.lastProblem(), status.lastProblemAt());
    }

    synchronized void problem(Diagnostic problem) {
        Optional<Instant> now = Optional.of(clock.instant());
        status = with(status.state(), status.since(), status.timeline(), Optional.of(problem), now);
    }

    /** The server was heard of. */
    synchronized void heard(Lsn received, Lsn flushed, Lsn serverPosition) {
        status = new ReceiverStatus(
                status.state(),
                status.since(),
                status.timeline(),
                received,
                Lsn.max(status.flushed(), flushed),
                serverPosition,
                Optional.of(clock.instant()),
                status.lastProblem(),
                status.lastProblemAt());
    }

    /** More has become durable. */
    synchronized void durable(Lsn flushed) {
        status = new ReceiverStatus(
                status.state(),
                status.since(),
                status.timeline(),
                status.received(),
                Lsn.max(status.flushed(), flushed),
                status.serverPosition(),
                status.lastMessage(),
                status.lastProblem(),
                status.lastProblemAt());
    }

    private ReceiverStatus with(
            ReceiverState state,
            Instant since,
            Optional<TimelineId> timeline,
            Optional<Diagnostic> problem,
            Optional<Instant> problemAt) {
        return new ReceiverStatus(
                state,
                since,
                timeline,
                status.received(),
                status.flushed(),
                status.serverPosition(),
                status.lastMessage(),
                problem,
                problemAt);
    }
}
