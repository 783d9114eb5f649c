package io.jbarman.runtime;

import io.jbarman.archive.ArchiveContents;
import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.RecordCheck;
import io.jbarman.archive.WalCodecs;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.catalog.RecordLedger.Entry;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The records of one server's archived WAL, as they can be looked at from its configuration. Confined to one thread. */
final class ArchivedRecords {
    private final ServerConfig server;
    private final ArchiveStore store;
    private final WalCodecs codecs;
    private final RecordCheck check;
    private Optional<WalSegmentSize> size = Optional.empty();

    ArchivedRecords(ServerConfig server) {
        this.server = server;
        this.store = new FileArchiveStore(server.walsDirectory());
        this.codecs = WalCompressions.of(server);
        this.check = new RecordCheck(store, codecs, new Identities(server)::known);
    }

    /** Every segment of the catalogue. */
    NavigableSet<SegmentName> segments() throws IOException {
        NavigableSet<SegmentName> segments = new TreeSet<>();
        XlogDb.of(server).forEach(wal -> segment(wal.name()).ifPresent(segments::add));
        return segments;
    }

    static Optional<SegmentName> segment(String name) {
        return SegmentName.matches(name) ? Optional.of(SegmentName.parse(name)) : Optional.empty();
    }

    boolean holds(SegmentName segment) throws IOException {
        return store.find(segment.directory() + "/" + segment).isPresent();
    }

    /** How large segments are, by the first that says so. */
    WalSegmentSize size(SegmentName segment) {
        if (size.isEmpty()) {
            size = read(segment);
        }
        return size.orElse(WalSegmentSize.DEFAULT);
    }

    private Optional<WalSegmentSize> read(SegmentName segment) {
        try {
            return new ArchiveContents(store, codecs)
                    .segmentSize(WalFileName.parse(segment.toString()).orElseThrow());
        } catch (IOException e) {
            // What cannot be read is told, or passed over, when all of it is looked at.
            return Optional.empty();
        }
    }

    /** What is wrong with a segment. */
    List<Entry> flaws(SegmentName segment, Instant now) throws IOException {
        return check.check(segment, size(segment)).stream()
                .map(flaw -> new Entry(flaw.segment(), flaw.position(), flaw.what(), now))
                .toList();
    }
}
