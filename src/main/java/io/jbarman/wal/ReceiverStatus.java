package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import java.time.Instant;
import java.util.Optional;

/**
 * A receiver at one moment.
 *
 * @param since when this state began
 * @param timeline the timeline being received
 * @param received how far WAL has come from the server; zero before the first
 * @param flushed how far it is durable: never more than this was acknowledged
 * @param serverPosition how far the server said that its own WAL goes
 * @param lastMessage when the server was last heard of
 * @param lastProblem why the last attempt ended; kept while streaming again
 * @param lastProblemAt when that was
 */
public record ReceiverStatus(
        ReceiverState state,
        Instant since,
        Optional<TimelineId> timeline,
        Lsn received,
        Lsn flushed,
        Lsn serverPosition,
        Optional<Instant> lastMessage,
        Optional<Diagnostic> lastProblem,
        Optional<Instant> lastProblemAt) {

    /** A receiver that has not run. */
    public static ReceiverStatus idle(Instant now) {
        return new ReceiverStatus(
                ReceiverState.IDLE,
                now,
                Optional.empty(),
                Lsn.ZERO,
                Lsn.ZERO,
                Lsn.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Bytes of WAL that the server has and we have not made durable. */
    public long behind() {
        return Math.max(0, serverPosition.minus(flushed));
    }
}
