package io.jbarman.archive;

import io.jbarman.archive.records.RecordListener;
import io.jbarman.archive.records.RecordReader;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether archived segments are what a recovery can use: their pages, and the checksum of every record, also of those that
 * begin in one segment and end in another. Cheapest when segments are looked at in their order. Confined to one thread.
 */
public final class RecordCheck {
    private final ArchiveStore store;
    private final WalCodecs codecs;
    private final Supplier<ServerIdentity> identity;
    private final Predecessors predecessors;
    private final Map<SegmentName, Path> instead;
    private final List<RecordFlaw> flaws = new ArrayList<>();
    private Optional<Strand> strand = Optional.empty();
    private Optional<SegmentName> reading = Optional.empty();

    /**
     * Where reading stands.
     *
     * @param reader empty if the segment could not be read to its end
     */
    private record Strand(SegmentName last, Optional<RecordReader> reader) {}

    public RecordCheck(ArchiveStore store, WalCodecs codecs, Supplier<ServerIdentity> identity) {
        this(store, codecs, identity, Map.of());
    }

    /** @param instead files that are looked at in the place of archived segments, as if they were archived */
    public RecordCheck(
            ArchiveStore store, WalCodecs codecs, Supplier<ServerIdentity> identity, Map<SegmentName, Path> instead) {
        this.store = store;
        this.instead = Map.copyOf(instead);
        this.codecs = codecs;
        this.identity = identity;
        this.predecessors = new Predecessors(store);
    }

    /**
     * Looks at one segment.
     *
     * @param size of its cluster's segments
     * @return what is wrong with it, or with a record that ends in it; nothing if it is not there, or compressed in a way
     *     that cannot be read
     */
    public List<RecordFlaw> check(SegmentName segment, WalSegmentSize size) throws IOException {
        flaws.clear();
        for (SegmentName next : toBeRead(segment, size)) {
            reading = Optional.of(next);
            strand = Optional.of(new Strand(next, read(next, size)));
        }
        return List.copyOf(flaws);
    }

    /** The segment, behind those that a record comes from which ends in it, unless these were just read. */
    private Deque<SegmentName> toBeRead(SegmentName segment, WalSegmentSize size) throws IOException {
        Deque<SegmentName> chain = new ArrayDeque<>(List.of(segment));
        SegmentName earlier = predecessors.of(segment, size);
        if (strand.filter(it -> it.last().equals(earlier)).isPresent()) {
            return chain;
        }
        strand = Optional.empty();
        boolean within = begin(segment).filter(SegmentHeader::continuesRecord).isPresent();
        while (within) {
            SegmentName before = predecessors.of(chain.getFirst(), size);
            Optional<SegmentHeader> header = before.equals(chain.getFirst()) ? Optional.empty() : begin(before);
            header.ifPresent(there -> chain.addFirst(before));
            within = header.filter(SegmentHeader::isWithinRecord).isPresent();
        }
        return chain;
    }

    private Optional<SegmentHeader> begin(SegmentName segment) {
        try {
            Optional<InputStream> plain = open(segment);
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream stream = plain.get()) {
                byte[] start = stream.readNBytes(SegmentHeader.BYTES);
                return Optional.of(start)
                        .filter(bytes -> bytes.length == SegmentHeader.BYTES)
                        .map(SegmentHeader::read)
                        .filter(header -> SegmentCheck.validBlock(header.blockSize()));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its content; empty if there is nobody who can read it. */
    private Optional<InputStream> open(SegmentName segment) throws IOException {
        BufferedInputStream stored = new BufferedInputStream(stored(segment), PageCheck.BUFFER);
        try {
            Optional<String> compression = codecs.detect(stored);
            if (compression.filter(name -> !codecs.reads(name)).isEmpty()) {
                return Optional.of(codecs.plain(stored));
            }
            stored.close();
            return Optional.empty();
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    private InputStream stored(SegmentName segment) throws IOException {
        return instead.containsKey(segment)
                ? Files.newInputStream(instead.get(segment))
                : store.open(segment.directory() + "/" + segment);
    }

    private Optional<RecordReader> read(SegmentName segment, WalSegmentSize size) {
        try {
            Optional<InputStream> plain = open(segment);
            return plain.isPresent() ? pages(plain.get(), segment, size) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            flaws.add(new RecordFlaw(segment, segment.start(size), "it cannot be read: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<RecordReader> pages(InputStream plain, SegmentName segment, WalSegmentSize size)
            throws IOException {
        RecordReader reader = strand.flatMap(Strand::reader).orElseGet(() -> new RecordReader(size, listener(size)));
        WalFileName name = WalFileName.parse(segment.toString()).orElseThrow();
        PageCheck check = new PageCheck(name, identity.get(), size.bytes(), Long.MAX_VALUE);
        RecordFeed feed = new RecordFeed(reader, segment.start(size));
        FileInspection.read(plain, check, feed);
        Optional<String> objection = check.objection()
                .or(() -> feed.length() == size.bytes()
                        ? Optional.empty()
                        : Optional.of("it has " + feed.length() + " bytes"));
        objection.ifPresent(what -> flaws.add(new RecordFlaw(segment, segment.start(size), what)));
        return objection.isPresent() ? Optional.empty() : Optional.of(reader);
    }

    private RecordListener listener(WalSegmentSize size) {
        RecordListener.OfFlaws told =
                (position, what) -> flaws.add(new RecordFlaw(holder(position, size), position, what));
        return told;
    }

    /** A record that is found to be wrong may have begun in the segment before. */
    private SegmentName holder(Lsn position, WalSegmentSize size) {
        SegmentName reading = this.reading.orElseThrow();
        return strand.filter(it -> position.isBefore(reading.start(size)))
                .map(it -> SegmentName.of(it.last().timeline(), position, size))
                .orElse(reading);
    }
}
