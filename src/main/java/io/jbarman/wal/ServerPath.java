package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineHistory.Ancestor;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.SystemIdentity;
import java.util.Optional;

/**
 * The way that a server's WAL took through the timelines. Pure.
 *
 * @param history of the server's own timeline
 */
record ServerPath(SystemIdentity server, TimelineHistory history, WalSegmentSize size) {
    /** Where that timeline ends on this way; empty if the way does not lead through it. */
    Optional<Lsn> end(TimelineId timeline) {
        return timeline.equals(server.timeline()) ? Optional.of(server.flushed()) : history.switchPoint(timeline);
    }

    /** Whether any byte of a segment is on this way. */
    boolean holds(LocalSegment segment) {
        Lsn start = segment.name().start(size);
        TimelineId timeline = segment.name().timeline();
        return timeline.equals(server.timeline())
                || history.switchPoint(timeline).filter(start::isBefore).isPresent();
    }

    /** The timeline on which this way passes a position. */
    TimelineId timelineAt(Lsn position) {
        return history.ancestors().stream()
                .filter(ancestor -> position.isBefore(ancestor.switchPoint()))
                .map(Ancestor::timeline)
                .findFirst()
                .orElse(server.timeline());
    }

    /** The segment that holds all of this way from a segment's beginning to its end. */
    SegmentName segmentAt(Lsn start) {
        return SegmentName.of(timelineAt(start.plus(size.bytes() - 1)), start, size);
    }

    /** The timeline that follows that ancestor. */
    private TimelineId next(TimelineId ancestor) {
        return history.ancestors().stream()
                .map(Ancestor::timeline)
                .filter(later -> later.compareTo(ancestor) > 0)
                .findFirst()
                .orElse(server.timeline());
    }

    /**
     * From where to go on with WAL held up to a position; at the fork, if the server took another way before that.
     *
     * @throws ReceiverException if the server cannot have the rest
     */
    StartPoint from(Lsn position, TimelineId timeline, boolean durable, String reason) throws ReceiverException {
        if (timeline.compareTo(server.timeline()) > 0) {
            throw Forked.behind("we hold timeline " + timeline + ", the server is on " + server.timeline());
        }
        Lsn end = end(timeline)
                .orElseThrow(() -> Forked.behind(
                        "timeline " + timeline + " is no ancestor of the server's timeline " + server.timeline()));
        if (!end.isBefore(position)) {
            return new StartPoint(position, timeline, durable, reason, Optional.empty());
        }
        if (timeline.equals(server.timeline())) {
            throw Forked.ahead(position, timeline, end);
        }
        Divergence divergence = new Divergence(timeline, position, end, next(timeline));
        return new StartPoint(
                size.segmentStart(end),
                divergence.next(),
                false,
                "where the server left timeline " + timeline,
                Optional.of(divergence));
    }
}
