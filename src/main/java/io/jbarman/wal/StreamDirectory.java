package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.replication.SystemIdentity;
import io.jbarman.replication.TimelineHistoryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of received WAL bound to the one cluster it belongs to. Opening it for another cluster fails before a byte
 * is written. Safe for use by several threads.
 */
final class StreamDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(StreamDirectory.class);

    private final Storage storage;
    private final StreamRecordFile file;
    private StreamRecord record;
    private long savedAt = System.nanoTime();

    private StreamDirectory(Storage storage, StreamRecordFile file, StreamRecord record) {
        this.storage = storage;
        this.file = file;
        this.record = record;
    }

    /** Binds it, or finds that it is bound to this server's cluster. */
    static StreamDirectory open(Storage storage, SystemIdentity server, WalSegmentSize size)
            throws IOException, ReceiverException {
        StreamRecordFile.Standing standing = storage.recordFile().read();
        Map<Path, StreamRecord> known = standing.records();
        Witnesses witnesses = witnesses(storage.directory(), known);
        witnesses.require(server.systemIdentifier());
        StreamRecordFile file = passingOver(storage, standing, witnesses);
        for (StreamRecord record : known.values()) {
            requireSame(storage.directory(), record.segmentSize(), size);
        }
        new LocalWal(storage.disk(), storage.directory(), size).tidy();
        return new StreamDirectory(
                storage,
                file,
                known.values().stream()
                        .reduce(StreamRecord::joined)
                        .orElseGet(() -> new StreamRecord(
                                server.systemIdentifier(), size, server.timeline(), Lsn.ZERO, Map.of(), List.of())));
    }

    private static Witnesses witnesses(Path directory, Map<Path, StreamRecord> known) throws IOException {
        Map<String, SystemIdentifier> said = new LinkedHashMap<>();
        known.forEach((file, record) -> said.put(file.toString(), record.systemIdentifier()));
        StreamOrigin.ofSegments(directory).ifPresent(system -> said.put("its newest segment", system));
        return new Witnesses(directory, said);
    }

    /** Where nothing else says whose WAL it is, what cannot be used stands in the way. */
    private static StreamRecordFile passingOver(
            Storage storage, StreamRecordFile.Standing standing, Witnesses witnesses) throws ReceiverException {
        StreamRecordFile file = storage.recordFile().passingOver(standing.unusable());
        for (ReceiverException problem : standing.unusable().values()) {
            if (witnesses.said().isEmpty() || !file.hasPlace()) {
                throw problem;
            }
            LOG.warn(
                    "{}; {}; meanwhile whose WAL it is stands in {}, and the record is kept as {}",
                    problem.getMessage(),
                    problem.diagnostic().hint(),
                    String.join(" and ", witnesses.said().keySet()),
                    file.place());
        }
        return file;
    }

    private static void requireSame(Path directory, WalSegmentSize ours, WalSegmentSize theirs)
            throws ReceiverException {
        if (!ours.equals(theirs)) {
            throw new ReceiverException(
                    "wal-segment-size-changed",
                    directory + " holds segments of " + ours.bytes() + " bytes, the server writes " + theirs.bytes(),
                    "set the streaming directory aside, with the record " + Storage.RECORD
                            + " in it or in backup_directory, and make a new base backup");
        }
    }

    synchronized StreamRecord record() {
        return record;
    }

    synchronized List<LocalSegment> segments() throws IOException {
        return new LocalWal(storage.disk(), storage.directory(), record.segmentSize()).segments();
    }

    /** Remembers what we hold beside the server's way; once. */
    synchronized void diverged(Divergence divergence) throws IOException {
        StreamRecord changed = record.with(divergence);
        if (!changed.equals(record)) {
            save(changed);
        }
    }

    /** Stores a history file and remembers it. */
    synchronized void store(TimelineHistoryFile history) throws IOException, ReceiverException {
        String digest = new HistoryFiles(storage.disk(), storage.directory()).store(history, record.histories());
        if (!digest.equals(record.histories().get(history.name()))) {
            save(record.withHistory(history.name(), digest));
        }
    }

    /** Puts the record to a position of a timeline, wherever it was. */
    synchronized void remember(TimelineId timeline, Lsn position) throws IOException {
        save(record.at(timeline, position));
    }

    /**
     * Remembers how far WAL is durable, before the first byte of a timeline and after its last. What was known of the
     * segment that is fetched again stays known: nothing else tells whether a server lost some of it.
     */
    synchronized void reached(TimelineId timeline, Lsn position) throws IOException {
        boolean isFurther = record.timeline().equals(timeline)
                && position.isBefore(record.position())
                && start(record.position()).equals(start(position));
        remember(timeline, isFurther ? record.position() : position);
    }

    private boolean isKnown(TimelineId timeline, Lsn position) {
        return record.timeline().equals(timeline) && !record.position().isBefore(position);
    }

    private Lsn start(Lsn position) {
        return record.segmentSize().segmentStart(position);
    }

    /**
     * The same while WAL comes, if it was not done lately and there is something new. Where there is no space for it, WAL
     * that is durable stays so: an older position costs fetching some of it again, if all of its files should be gone, and
     * tells less of the segment that is being written.
     */
    synchronized void rememberNowAndThen(TimelineId timeline, Lsn position) {
        if (System.nanoTime() - savedAt < storage.recordInterval().toNanos() || isKnown(timeline, position)) {
            return;
        }
        savedAt = System.nanoTime();
        try {
            reached(timeline, position);
        } catch (IOException e) {
            LOG.warn("{} could not be written: {}", storage.record(), e.toString());
        }
    }

    private void save(StreamRecord changed) throws IOException {
        file.write(changed);
        record = changed;
        savedAt = System.nanoTime();
    }
}
