package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.SlotState;
import io.jbarman.replication.SystemIdentity;
import java.util.Optional;

/**
 * Where streaming begins.
 *
 * @param position the beginning of a segment
 * @param durable whether all WAL before it is known to be on our disk
 * @param reason why there, for the log
 */
record StartPoint(Lsn position, TimelineId timeline, boolean durable, String reason) {

    /** What is known when that is decided. */
    record Knowledge(
            SystemIdentity server,
            WalSegmentSize size,
            Optional<LocalSegment> newest,
            Optional<StreamRecord> record,
            SlotState slot) {}

    /**
     * Our own files before all else, since a slot's position may be older and, made anew, also later; without files the
     * directory's record; then the slot; then the server. Pure.
     */
    static StartPoint decide(Knowledge known) {
        return fromFiles(known)
                .filter(point -> !point.isLeftBehind(known.record()))
                .or(() -> fromRecord(known))
                .or(() -> fromSlot(known))
                .orElseGet(() -> atSegmentOf(
                        known.server().flushed(), known.server().timeline(), known, "the server's position"));
    }

    private static Optional<StartPoint> fromFiles(Knowledge known) {
        return known.newest().map(segment -> {
            Lsn start = segment.name().start(known.size());
            return segment.complete()
                    ? new StartPoint(
                            start.plus(known.size().bytes()),
                            segment.name().timeline(),
                            true,
                            "after " + segment.name())
                    : new StartPoint(
                            start, segment.name().timeline(), false, "from the beginning of partial " + segment.name());
        });
    }

    /** Whether only an ended timeline's files are left, those of the next having been archived away already. */
    private boolean isLeftBehind(Optional<StreamRecord> record) {
        return record.filter(later -> later.timeline().compareTo(timeline) > 0)
                .filter(later -> !later.position().isBefore(position))
                .isPresent();
    }

    private static Optional<StartPoint> fromRecord(Knowledge known) {
        return known.record()
                .filter(record -> !record.position().isZero())
                .map(record -> atSegmentOf(record.position(), record.timeline(), known, "the directory's record"));
    }

    private static Optional<StartPoint> fromSlot(Knowledge known) {
        if (!(known.slot() instanceof SlotState.Present slot)
                || slot.restartLsn().isEmpty()) {
            return Optional.empty();
        }
        TimelineId timeline = slot.timeline().orElse(known.server().timeline());
        return Optional.of(atSegmentOf(slot.restartLsn().get(), timeline, known, "the slot's position"));
    }

    private static StartPoint atSegmentOf(Lsn position, TimelineId timeline, Knowledge known, String reason) {
        return new StartPoint(known.size().segmentStart(position), timeline, false, reason);
    }

    /**
     * Makes sure that the server's history holds this point. Pure.
     *
     * @param history of the server's timeline
     * @throws ReceiverException if the server went another way than the WAL that we hold
     */
    void requireIn(SystemIdentity server, TimelineHistory history) throws ReceiverException {
        if (timeline.compareTo(server.timeline()) > 0) {
            throw diverged("we hold timeline " + timeline + ", the server is on " + server.timeline());
        }
        Lsn end = timeline.equals(server.timeline())
                ? server.flushed()
                : history.switchPoint(timeline)
                        .orElseThrow(() -> diverged("timeline " + timeline + " is no ancestor of the server's timeline "
                                + server.timeline()));
        if (end.isBefore(position)) {
            throw timeline.equals(server.timeline())
                    ? ahead(end)
                    : diverged("we hold WAL up to " + position + " of timeline " + timeline
                            + ", which the server left at " + end);
        }
    }

    private ReceiverException ahead(Lsn end) {
        return new ReceiverException(
                "wal-server-behind",
                "we hold WAL up to " + position + " of timeline " + timeline + ", the server's own ends at " + end,
                "a standby that catches up gets there by itself; a server restored to an earlier time never does: then set"
                        + " the files of the streaming directory aside and make a new base backup");
    }

    private static ReceiverException diverged(String how) {
        return new ReceiverException(
                "wal-diverged",
                "the server's WAL is not a continuation of what was received: " + how,
                "see that the right server answers; after a restore to an earlier time, or a failover that lost WAL, set"
                        + " the files of the streaming directory aside and make a new base backup");
    }
}
