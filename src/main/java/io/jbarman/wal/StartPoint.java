package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import io.jbarman.replication.SlotState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where streaming begins.
 *
 * @param position the beginning of a segment
 * @param durable whether all WAL before it is known to be on our disk
 * @param reason why there, for the log
 * @param divergence what we hold beyond it, if the server went another way
 */
record StartPoint(Lsn position, TimelineId timeline, boolean durable, String reason, Optional<Divergence> divergence) {

    /** What is known when that is decided. */
    record Knowledge(ServerPath path, List<LocalSegment> segments, Optional<StreamRecord> record, SlotState slot) {}

    /**
     * Our own files before all else, since a slot's position may be older and, made anew, also later; without files the
     * directory's record; then the slot; then the server. Pure.
     *
     * @throws ReceiverException if the server went another way than the WAL that we hold, with no fork to go on from
     */
    static StartPoint decide(Knowledge known) throws ReceiverException {
        Optional<StartPoint> files = fromFiles(known);
        if (files.isPresent() && !files.get().isLeftBehind(known.record())) {
            return known.record().isPresent()
                    ? files.get().knowing(known.record().get(), known.path())
                    : files.get();
        }
        Optional<StreamRecord> record =
                known.record().filter(found -> !found.position().isZero());
        if (record.isPresent()) {
            return inRecord(record.get(), known.path());
        }
        return fromSlot(known)
                .orElseGet(() -> fresh(
                        known.path().server().flushed(),
                        known.path().server().timeline(),
                        known,
                        "the server's position"));
    }

    private static Optional<StartPoint> fromFiles(Knowledge known) throws ReceiverException {
        ServerPath path = known.path();
        Comparator<LocalSegment> order = Comparator.comparing(
                        (LocalSegment segment) -> segment.name().start(path.size()))
                .thenComparing(segment -> segment.name().timeline())
                .thenComparing(LocalSegment::complete);
        Optional<LocalSegment> latestTimeline = known.segments().stream()
                .max(Comparator.comparing(segment -> segment.name().timeline()));
        if (latestTimeline.isPresent()
                && latestTimeline
                                .get()
                                .name()
                                .timeline()
                                .compareTo(path.server().timeline())
                        > 0) {
            return Optional.of(after(latestTimeline.get(), path));
        }
        Optional<LocalSegment> newest = known.segments().stream().max(order);
        Optional<LocalSegment> usable =
                known.segments().stream().filter(path::holds).max(order);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        StartPoint start = after(usable.orElse(newest.get()), path);
        return Optional.of(usable.equals(newest) ? start : start.besides(newest.get(), path));
    }

    private static StartPoint after(LocalSegment segment, ServerPath path) throws ReceiverException {
        Lsn start = segment.name().start(path.size());
        TimelineId timeline = segment.name().timeline();
        return segment.complete()
                ? path.from(start.plus(path.size().bytes()), timeline, true, "after " + segment.name())
                : path.from(start, timeline, false, "from the beginning of partial " + segment.name());
    }

    /** The same, told that we hold a later segment which the server's way does not lead through. */
    private StartPoint besides(LocalSegment extra, ServerPath path) {
        Lsn end = extra.name()
                .start(path.size())
                .plus(extra.complete() ? path.size().bytes() : 0);
        TimelineId theirs = path.timelineAt(end);
        Lsn left = path.end(extra.name().timeline()).orElse(position);
        Divergence found = new Divergence(extra.name().timeline(), end, left, theirs);
        return new StartPoint(position, timeline, durable, reason, divergence.or(() -> Optional.of(found)));
    }

    /** Whether only an ended timeline's files are left, those of the next having been archived away already. */
    private boolean isLeftBehind(Optional<StreamRecord> record) {
        return record.filter(later -> later.timeline().compareTo(timeline) > 0)
                .filter(later -> !later.position().isBefore(position))
                .isPresent();
    }

    /** The same, told what we hold of the segment that was being written: its file has its full size from the beginning. */
    private StartPoint knowing(StreamRecord record, ServerPath path) throws ReceiverException {
        boolean isFurther = record.timeline().equals(timeline) && position.isBefore(record.position());
        Optional<Divergence> found = divergence.isEmpty() && isFurther
                ? path.from(record.position(), timeline, durable, reason).divergence()
                : divergence.map(known -> known.upTo(record));
        return new StartPoint(position, timeline, durable, reason, found);
    }

    /** The record says how far WAL was durable; streaming begins with the segment that holds that. */
    private static StartPoint inRecord(StreamRecord record, ServerPath path) throws ReceiverException {
        StartPoint exact = path.from(record.position(), record.timeline(), false, "the directory's record");
        return new StartPoint(
                path.size().segmentStart(exact.position()),
                exact.timeline(),
                false,
                exact.reason(),
                exact.divergence());
    }

    private static Optional<StartPoint> fromSlot(Knowledge known) {
        if (!(known.slot() instanceof SlotState.Present slot)
                || slot.restartLsn().isEmpty()) {
            return Optional.empty();
        }
        Lsn restart = slot.restartLsn().get();
        TimelineId timeline = slot.timeline().orElse(known.path().timelineAt(restart));
        return Optional.of(fresh(restart, timeline, known, "the slot's position"));
    }

    private static StartPoint fresh(Lsn position, TimelineId timeline, Knowledge known, String reason) {
        return new StartPoint(known.path().size().segmentStart(position), timeline, false, reason, Optional.empty());
    }
}
