package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.SystemIdentity;
import io.jbarman.replication.TimelineHistoryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A directory of received WAL bound to the one cluster it belongs to. Opening it for another cluster fails before a byte
 * is written. Safe for use by several threads.
 */
final class StreamDirectory {
    private static final Duration OFTEN_ENOUGH = Duration.ofMinutes(1);

    private final Path directory;
    private final StreamRecordFile file;
    private StreamRecord record;
    private long savedAt = System.nanoTime();

    private StreamDirectory(Path directory, StreamRecordFile file, StreamRecord record) {
        this.directory = directory;
        this.file = file;
        this.record = record;
    }

    /** Binds it, or finds that it is bound to this server's cluster. */
    static StreamDirectory open(Path directory, SystemIdentity server, WalSegmentSize size)
            throws IOException, ReceiverException {
        StreamRecordFile file = new StreamRecordFile(directory);
        Optional<StreamRecord> known = file.read();
        LocalWal local = new LocalWal(directory, size);
        Optional<SystemIdentifier> origin = known.map(StreamRecord::systemIdentifier);
        requireSame(directory, origin.isPresent() ? origin : local.origin(), server.systemIdentifier());
        if (known.isPresent()) {
            requireSame(directory, known.get().segmentSize(), size);
        }
        local.tidy();
        return new StreamDirectory(
                directory,
                file,
                known.orElseGet(() ->
                        new StreamRecord(server.systemIdentifier(), size, server.timeline(), Lsn.ZERO, Map.of())));
    }

    private static void requireSame(Path directory, Optional<SystemIdentifier> ours, SystemIdentifier theirs)
            throws ReceiverException {
        if (ours.isPresent() && !ours.get().equals(theirs)) {
            throw new ReceiverException(
                    "wal-wrong-cluster",
                    directory + " holds WAL of the cluster with system identifier " + ours.get()
                            + ", the server is another: " + theirs,
                    "see which server answers at streaming_conninfo; if the cluster was replaced on purpose, set the"
                            + " streaming directory aside and make a new base backup");
        }
    }

    private static void requireSame(Path directory, WalSegmentSize ours, WalSegmentSize theirs)
            throws ReceiverException {
        if (!ours.equals(theirs)) {
            throw new ReceiverException(
                    "wal-segment-size-changed",
                    directory + " holds segments of " + ours.bytes() + " bytes, the server writes " + theirs.bytes(),
                    "set the streaming directory aside and make a new base backup");
        }
    }

    synchronized StreamRecord record() {
        return record;
    }

    synchronized Optional<LocalSegment> newest() throws IOException {
        return new LocalWal(directory, record.segmentSize()).newest();
    }

    /** Stores a history file and remembers it. */
    synchronized void store(TimelineHistoryFile history) throws IOException, ReceiverException {
        String digest = new HistoryFiles(directory).store(history, record.histories());
        if (!digest.equals(record.histories().get(history.name()))) {
            save(record.withHistory(history.name(), digest));
        }
    }

    /** Remembers a timeline and a position; before the first byte of a timeline and after its last. */
    synchronized void remember(TimelineId timeline, Lsn position) throws IOException {
        save(record.at(timeline, position));
    }

    /** The same if it was not done lately. */
    synchronized void rememberNowAndThen(TimelineId timeline, Lsn position) throws IOException {
        if (System.nanoTime() - savedAt > OFTEN_ENOUGH.toNanos()) {
            remember(timeline, position);
        }
    }

    private void save(StreamRecord changed) throws IOException {
        file.write(changed);
        record = changed;
        savedAt = System.nanoTime();
    }
}
