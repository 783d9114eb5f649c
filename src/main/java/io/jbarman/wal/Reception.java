package io.jbarman.wal;

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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a receiver does with one connection: find out where to start, then one timeline after the other. */
final class Reception {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final ReceiverOptions options;
    private final ReplicationSession session;
    private final SegmentListener listener;
    private final DiskThreads threads;
    private final StatusBoard board;
    private final StopSignal stop;

    Reception(
            ReceiverOptions options,
            ReplicationSession session,
            SegmentListener listener,
            DiskThreads threads,
            StatusBoard board,
            StopSignal stop) {
        this.options = options;
        this.session = session;
        this.listener = listener;
        this.threads = threads;
        this.board = board;
        this.stop = stop;
    }

    /** Receives until told to stop. */
    void run() throws ReplicationException, ReceiverException, IOException {
        SystemIdentity server = session.identifySystem();
        WalSegmentSize size = session.walSegmentSize();
        StreamDirectory directory = StreamDirectory.open(options.directory(), server, size);
        StartPoint start = StartPoint.decide(
                new StartPoint.Knowledge(server, size, directory.newest(), Optional.of(directory.record()), slot()));
        start.requireIn(server, history(directory, server.timeline()));
        Optional<StartPoint> next = Optional.of(start);
        while (next.isPresent() && !stop.given()) {
            next = receive(directory, size, next.get());
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
        try {
            return TimelineHistory.parse(timeline, new String(file.content(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException(file.name() + " from the server: " + e.getMessage(), e);
        }
    }

    /** An old timeline's history may be gone from the server; the newer ones repeat what it said. */
    private void storeHistory(StreamDirectory directory, TimelineId timeline)
            throws ReplicationException, ReceiverException, IOException {
        try {
            history(directory, timeline);
        } catch (ReplicationException e) {
            if (e.failure() != ReplicationFailure.WAL_REMOVED) {
                throw e;
            }
            LOG.warn("{} is not on the server", timeline.historyFileName());
        }
    }

    private Optional<StartPoint> receive(StreamDirectory directory, WalSegmentSize size, StartPoint start)
            throws ReplicationException, ReceiverException, IOException {
        storeHistory(directory, start.timeline());
        directory.remember(start.timeline(), start.position());
        LOG.info(
                "streaming from {} on timeline {} ({}) from {}",
                start.position(),
                start.timeline(),
                start.reason(),
                options.target().describe());
        SegmentWriter writer = writer(directory, size, start);
        Optional<EndOfTimeline> end = received(writer, start);
        directory.remember(start.timeline(), Lsn.max(writer.flushed(), start.position()));
        if (end.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(after(end.get(), start.timeline(), writer.written(), size));
    }

    private SegmentWriter writer(StreamDirectory directory, WalSegmentSize size, StartPoint start) {
        return new SegmentWriter(
                new DirectoryWalSink(options.directory(), size),
                size,
                start.timeline(),
                start.position(),
                start.durable() ? start.position() : Lsn.ZERO,
                (segment, end) -> {
                    directory.rememberNowAndThen(segment.timeline(), end);
                    listener.completed(segment);
                },
                threads.finisher(),
                threads.preparer());
    }

    private Optional<EndOfTimeline> received(SegmentWriter writer, StartPoint start)
            throws ReplicationException, IOException {
        try (ReplicationStream stream = session.start(options.slot(), start.position(), start.timeline())) {
            board.streaming(start.timeline());
            Optional<EndOfTimeline> end =
                    new TimelineReception(stream, writer, new Feedback(stream, writer, options), board, stop).run();
            writer.close();
            return end;
        } catch (ReplicationException e) {
            // The server may be gone for good: what came from it is kept, though it was not yet acknowledged.
            writer.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            writer.abandon(e);
            throw e;
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
                "timeline " + ended + " ended at " + end.switchPoint());
    }
}
