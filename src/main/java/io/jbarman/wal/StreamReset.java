package io.jbarman.wal;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SlotName;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.SlotState;
import io.jbarman.replication.SystemIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts a directory of received WAL to where its server can go on sending (Barman: "receive-wal --reset"). What lies
 * between is missing from then on, which is told. No byte of WAL is removed: a partial segment is set aside. The caller
 * makes sure that nobody receives into the directory.
 */
public final class StreamReset {
    private StreamReset() {}

    /** What came of it. */
    public sealed interface Outcome {
        /** The server can go on from where we are. */
        record Aligned() implements Outcome {}

        /** We are further than the server. */
        record Ahead(String ours, String servers) implements Outcome {}

        /**
         * It was put to the beginning of a segment.
         *
         * @param next the first segment that will be received whole
         * @param setAside the partial segment that was here
         * @param missing what will not be received; empty if that is nothing
         */
        record Moved(SegmentName next, Optional<Path> setAside, Optional<Missing> missing) implements Outcome {}
    }

    /** Segments of the server's way, the first and the last among them. */
    public record Missing(SegmentName first, SegmentName last) {}

    /** Who writes down what will not be received, before anything is changed: killed afterwards, it is known all the same. */
    @FunctionalInterface
    public interface Ledger {
        void missing(Missing missing) throws IOException;
    }

    /**
     * Does it.
     *
     * @throws ProblemException if the directory is of another cluster
     */
    public static Outcome run(Storage storage, ReplicationSession session, Optional<SlotName> slot, Ledger ledger)
            throws ReplicationException, IOException {
        SystemIdentity server = session.identifySystem();
        WalSegmentSize size = session.walSegmentSize();
        try {
            StreamDirectory stream = StreamDirectory.open(storage, server, size);
            Lsn restart = restart(session, slot, server);
            ServerPath path = new ServerPath(server, history(session, server.timeline()), size);
            return run(storage, stream, path, restart, ledger);
        } catch (ReceiverException e) {
            throw new ProblemException(e.diagnostic(), e);
        }
    }

    private static Lsn restart(ReplicationSession session, Optional<SlotName> slot, SystemIdentity server)
            throws ReplicationException {
        if (slot.isPresent() && session.readSlot(slot.get()) instanceof SlotState.Present present) {
            return present.restartLsn().orElse(server.flushed());
        }
        return server.flushed();
    }

    private static TimelineHistory history(ReplicationSession session, TimelineId timeline)
            throws ReplicationException, IOException {
        return timeline.equals(TimelineId.FIRST)
                ? TimelineHistory.without(timeline)
                : session.timelineHistory(timeline).parsed(timeline);
    }

    private static Outcome run(Storage storage, StreamDirectory stream, ServerPath path, Lsn restart, Ledger ledger)
            throws IOException {
        SystemIdentity server = path.server();
        WalSegmentSize size = path.size();
        SegmentName next = SegmentName.of(server.timeline(), restart, size);
        SegmentName current = SegmentName.of(server.timeline(), server.flushed(), size);
        Optional<LocalSegment> ours =
                stream.segments().stream().findFirst().or(() -> remembered(storage, stream, size));
        if (ours.isEmpty() || ours.get().name().equals(next)) {
            return new Outcome.Aligned();
        }
        if (ours.get().name().compareTo(current) > 0) {
            return new Outcome.Ahead(ours.get().name().toString(), current.toString());
        }
        Optional<Missing> missing = missing(ours.get(), next, path);
        if (missing.isPresent()) {
            ledger.missing(missing.get());
        }
        return new Outcome.Moved(next, move(storage, stream, ours.get().name(), next), missing);
    }

    private static Optional<Missing> missing(LocalSegment ours, SegmentName next, ServerPath path) {
        WalSegmentSize size = path.size();
        SegmentName first = ours.complete() ? ours.name().next(size) : ours.name();
        Lsn begin = first.start(size);
        Lsn end = next.start(size);
        return begin.isBefore(end)
                ? Optional.of(new Missing(first, path.segmentAt(end.plus(-size.bytes()))))
                : Optional.empty();
    }

    /** Puts the directory to the beginning of a segment; gives where the partial one that was here is then. */
    static Optional<Path> move(Storage storage, StreamDirectory stream, SegmentName ours, SegmentName next)
            throws IOException {
        SegmentFiles files = new SegmentFiles(storage.directory());
        Optional<Path> setAside = setAside(storage.disk(), files, ours);
        new DurableFiles(storage.disk()).add(files.partial(next), new byte[0]);
        stream.remember(next.timeline(), next.start(stream.record().segmentSize()));
        return setAside;
    }

    /** Where all segments have been archived away, the directory's record tells the position. */
    private static Optional<LocalSegment> remembered(Storage storage, StreamDirectory stream, WalSegmentSize size) {
        StreamRecord record = stream.record();
        TimelineId timeline = record.timeline();
        return record.position().isZero()
                ? Optional.empty()
                : Optional.of(
                        new LocalSegment(SegmentName.of(timeline, record.position(), size), false, storage.record()));
    }

    private static Optional<Path> setAside(Disk disk, SegmentFiles files, SegmentName ours) throws IOException {
        if (!Files.exists(files.partial(ours))) {
            return Optional.empty();
        }
        Path aside = files.stale(ours);
        disk.rename(files.partial(ours), aside);
        disk.syncDirectory(files.directory());
        return Optional.of(aside);
    }
}
