package io.jbarman.wal;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SlotName;
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

    /** Segments of one timeline, the first and the last among them. */
    public record Missing(SegmentName first, SegmentName last) {}

    /**
     * Does it.
     *
     * @throws ProblemException if the directory is of another cluster
     */
    public static Outcome run(Storage storage, ReplicationSession session, Optional<SlotName> slot)
            throws ReplicationException, IOException {
        SystemIdentity server = session.identifySystem();
        WalSegmentSize size = session.walSegmentSize();
        try {
            StreamDirectory stream = StreamDirectory.open(storage, server, size);
            Lsn restart = restart(session, slot, server);
            return run(storage, stream, size, server, restart);
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

    private static Outcome run(
            Storage storage, StreamDirectory stream, WalSegmentSize size, SystemIdentity server, Lsn restart)
            throws IOException {
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
        Optional<Path> setAside = move(storage, stream, ours.get().name(), next);
        SegmentName first = ours.get().complete()
                ? ours.get().name().next(size)
                : ours.get().name();
        Lsn end = next.start(size);
        return new Outcome.Moved(
                next,
                setAside,
                Optional.of(first)
                        .filter(missing -> missing.start(size).isBefore(end))
                        .map(missing -> new Missing(missing, SegmentName.of(missing.timeline(), end.plus(-1), size))));
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
