package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationMessage.EndOfTimeline;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationStream;
import io.jbarman.replication.SlotState;
import io.jbarman.replication.SystemIdentity;
import io.jbarman.replication.TimelineHistoryFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a receiver does with one connection: find out where to start, then one timeline after the other. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final ReceiverOptions options;
    private final ReplicationSession session;
    private final SegmentListener listener;
    private final OtherRoad road;
    private final DiskThreads threads;
    private final StatusBoard board;
    private final StopSignal stop;

    Reception(
            ReceiverOptions options,
            ReplicationSession session,
            SegmentListener listener,
            OtherRoad road,
            DiskThreads threads,
            StatusBoard board,
            StopSignal stop) {
        this.options = options;
        this.session = session;
        this.listener = listener;
        this.road = road;
        this.threads = threads;
        this.board = board;
        this.stop = stop;
    }

    /** Receives until told to stop. */
    void run() throws ReplicationException, ReceiverException, IOException {
        SystemIdentity server = session.identifySystem();
        WalSegmentSize size = session.walSegmentSize();
        StreamDirectory directory = StreamDirectory.open(options.storage(), server, size);
        ServerPath path = new ServerPath(server, history(directory, server.timeline()), size);
        List<LocalSegment> segments = directory.segments();
        reportHoles(segments, size);
        SlotState slot = slot();
        StartPoint start =
                StartPoint.decide(new StartPoint.Knowledge(path, segments, Optional.of(directory.record()), slot));
        if (start.divergence().isPresent()) {
            report(directory, start.divergence().get());
        }
        receive(directory, path, slot, start);
    }

    /** One timeline after the other. */
    private void receive(StreamDirectory directory, ServerPath path, SlotState slot, StartPoint start)
            throws ReplicationException, ReceiverException, IOException {
        Optional<StartPoint> next = Optional.of(start);
        while (next.isPresent() && !stop.given()) {
            try {
                next = receive(directory, path.size(), next.get());
            } catch (ReplicationException e) {
                if (isLost(e, slot)) {
                    new WayAround(options.storage(), directory, path, road).take(next.get());
                }
                throw e;
            }
        }
    }

    /** A slot that was given up for another reason than WAL that was to go still has its position. */
    private static boolean isLost(ReplicationException e, SlotState slot) {
        boolean hasNoPosition = slot instanceof SlotState.Present present
                && present.restartLsn().isEmpty();
        return e.failure() == ReplicationFailure.WAL_REMOVED
                || (e.failure() == ReplicationFailure.SLOT_LOST && hasNoPosition);
    }

    private void report(StreamDirectory directory, Divergence divergence) throws IOException {
        directory.diverged(divergence);
        Diagnostic problem = Diagnostic.warning(
                "wal-forked",
                divergence.describe(),
                "receiving goes on with the server's WAL and keeps ours beside it, its last segment as a .partial file in"
                        + " the streaming directory, the archive or errors/; see whether what was committed on"
                        + " timeline " + divergence.timeline() + " after that is to be saved");
        LOG.warn("{}; {}", problem.summary(), problem.hint());
        board.problem(problem);
    }

    private void reportHoles(List<LocalSegment> segments, WalSegmentSize size) {
        Optional<String> holes = Holes.describe(segments, size);
        if (holes.isPresent()) {
            Diagnostic problem = Diagnostic.warning(
                    "wal-hole",
                    options.storage().directory() + " has no " + holes.get(),
                    "receiving goes on after it; put the segments back, or make a new base backup");
            LOG.warn("{}; {}", problem.summary(), problem.hint());
            board.problem(problem);
        }
    }

    private SlotState slot() throws ReplicationException {
        if (options.slot().isEmpty()) {
            return new SlotState.Unknown("no slot is used");
        }
        SlotState slot = session.readSlot(options.slot().get());
        if (slot instanceof SlotState.Absent) {
            throw new ReplicationException(
                    ReplicationFailure.SLOT_MISSING,
                    "42704",
                    "replication slot \"" + options.slot().get() + "\" does not exist");
        }
        return slot;
    }

    /** Stores the history of a timeline before its first segment: without it the segments cannot be put in order. */
    private TimelineHistory history(StreamDirectory directory, TimelineId timeline)
            throws ReplicationException, ReceiverException, IOException {
        if (timeline.equals(TimelineId.FIRST)) {
            return TimelineHistory.without(timeline);
        }
        TimelineHistoryFile file = session.timelineHistory(timeline);
        directory.store(file);
        return file.parsed(timeline);
    }

    /** An old timeline's history may be gone from the server; the newer ones repeat what it said. */
    private TimelineHistory storeHistory(StreamDirectory directory, TimelineId timeline)
            throws ReplicationException, ReceiverException, IOException {
        try {
            return history(directory, timeline);
        } catch (ReplicationException e) {
            if (e.failure() != ReplicationFailure.WAL_REMOVED) {
                throw e;
            }
            LOG.warn("{} is not on the server", timeline.historyFileName());
            return TimelineHistory.without(timeline);
        }
    }

    private Optional<StartPoint> receive(StreamDirectory directory, WalSegmentSize size, StartPoint start)
            throws ReplicationException, ReceiverException, IOException {
        TimelineHistory history = storeHistory(directory, start.timeline());
        directory.reached(start.timeline(), start.position());
        LOG.info(
                "streaming from {} on timeline {} ({}) from {}",
                start.position(),
                start.timeline(),
                start.reason(),
                options.target().describe());
        listener.streaming(start.position(), start.timeline());
        SegmentWriter writer = writer(directory, size, start, history);
        Optional<EndOfTimeline> end;
        try {
            end = received(directory, writer, start, fork(history).orElse(start.position()));
        } finally {
            directory.reached(start.timeline(), Lsn.max(writer.flushed(), start.position()));
        }
        if (end.isEmpty()) {
            return Optional.empty();
        }
        StartPoint next = after(end.get(), start.timeline(), writer.written(), size);
        listener.switched(end.get().switchPoint(), next.timeline());
        return Optional.of(next);
    }

    /** Where a timeline branched off. */
    private static Optional<Lsn> fork(TimelineHistory history) {
        return history.ancestors().stream().reduce((older, newer) -> newer).map(TimelineHistory.Ancestor::switchPoint);
    }

    private SegmentWriter writer(
            StreamDirectory directory, WalSegmentSize size, StartPoint start, TimelineHistory history)
            throws IOException {
        SpaceWait space = new SpaceWait(options.storage().directory(), stop, this::diskIsFull);
        WalSink sink = options.storage().sink(size, threads, space);
        return new SegmentWriter(
                Overlap.of(directory, start, history, size)
                        .<WalSink>map(overlap -> new ComparingSink(sink, overlap, this::report))
                        .orElse(sink),
                size,
                start.timeline(),
                start.position(),
                start.durable() ? start.position() : Lsn.ZERO,
                (segment, end) -> {
                    directory.rememberNowAndThen(segment.timeline(), end);
                    listener.completed(segment);
                },
                space,
                threads.finisher(),
                threads.preparer());
    }

    private void report(Overlap overlap, Lsn position) {
        Diagnostic problem = Diagnostic.error(
                "wal-overlap-differs",
                overlap.file() + " and the server's timeline " + overlap.next() + " differ at " + position
                        + ", before they part at " + overlap.end(),
                "one of the two is damaged: both are kept; check the server's disk and this one, and make a new base"
                        + " backup");
        LOG.error("{}; {}", problem.summary(), problem.hint());
        board.problem(problem);
    }

    private void serverIsLeft(Diagnostic problem) {
        LOG.error("{}; {}", problem.summary(), problem.hint());
        board.stalled(problem);
    }

    private void diskIsFull() {
        board.problem(DiskProblem.full(options.storage().directory()));
    }

    private Optional<EndOfTimeline> received(
            StreamDirectory directory, SegmentWriter writer, StartPoint start, Lsn fork)
            throws ReplicationException, ReceiverException, IOException {
        try (ReplicationStream stream = session.start(options.slot(), start.position(), start.timeline());
                Feedback feedback = new Feedback(stream, writer, options, this::serverIsLeft)) {
            board.streaming(start.timeline(), fork);
            Optional<EndOfTimeline> end = new TimelineReception(
                            stream,
                            writer,
                            feedback,
                            board,
                            stop,
                            options.ending()::isReached,
                            flushed -> directory.rememberNowAndThen(start.timeline(), flushed))
                    .run();
            writer.close();
            return end;
        } catch (ReplicationException | ReceiverException e) {
            keep(writer, e);
            throw e;
        } catch (IOException | RuntimeException e) {
            writer.abandon(e);
            throw e;
        }
    }

    /** The server may be gone for good: what came from it is kept, though it was not yet acknowledged. */
    private static void keep(SegmentWriter writer, Exception failure) {
        try {
            writer.close();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
            writer.abandon(e);
        }
    }

    private static StartPoint after(EndOfTimeline end, TimelineId ended, Lsn written, WalSegmentSize size)
            throws ReplicationException {
        if (end.next().compareTo(ended) <= 0 || written.isBefore(end.switchPoint())) {
            throw new ReplicationException(
                    ReplicationFailure.PROTOCOL,
                    "",
                    "timeline " + ended + " ended at " + written + ", but timeline " + end.next() + " begins at "
                            + end.switchPoint());
        }
        return new StartPoint(
                size.segmentStart(end.switchPoint()),
                end.next(),
                false,
                "timeline " + ended + " ended at " + end.switchPoint(),
                Optional.empty());
    }
}
