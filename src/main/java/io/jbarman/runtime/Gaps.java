package io.jbarman.runtime;

import io.jbarman.archive.ArchiveContents;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.catalog.GapLedger;
import io.jbarman.catalog.WalCoverage;
import io.jbarman.catalog.WalGap;
import io.jbarman.catalog.WalLook;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is missing in a server's archive, from its catalogue, and what is still on its way counted as there. */
public record Gaps(ServerConfig server) {
    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    private static final int ASKED_FOR_THEIR_SIZE = 8;

    /** Looks, and writes down and logs what changed; gives what is written then. */
    public GapLedger recorded(Instant now) throws IOException {
        return GapFile.of(server).change(before -> {
            GapLedger after = after(before, now).orElse(before);
            tell(before, after);
            return after;
        });
    }

    private void tell(GapLedger before, GapLedger after) {
        after.open().stream()
                .filter(entry -> !before.open().contains(entry))
                .forEach(entry -> LOG.error(
                        "server '{}': {} missing in the archive: {}; no restore leads across it",
                        server.name(),
                        entry.gap(),
                        entry.cause()));
    }

    /**
     * Looks, and writes nothing.
     *
     * @throws IOException if that cannot be seen
     */
    public GapLedger seen(Instant now) throws IOException {
        return after(GapFile.of(server).read(), now)
                .orElseThrow(() -> new IOException("none of the newest archived segments in " + server.walsDirectory()
                        + " can be read, so that what is missing cannot be told; see whether they are there"));
    }

    /** Writes down and logs a gap that is met before the archive shows it, unless something of it is known to be missing. */
    void lost(WalGap gap, Instant now) throws IOException {
        GapFile.of(server).change(before -> {
            GapLedger after = before.open().stream()
                            .anyMatch(entry -> entry.gap().overlaps(gap))
                    ? before
                    : before.with(gap, "the server no longer has it, and archive_command has not brought it", now);
            tell(before, after);
            return after;
        });
    }

    /** Writes down a gap that was made knowingly, before the archive shows it. */
    void made(WalGap gap, String cause, Instant now) throws IOException {
        GapFile.of(server).change(before -> before.with(gap, cause, now));
    }

    /** Marks the gaps that begin there as known; whether there is one. */
    public boolean acknowledge(SegmentName first) throws IOException {
        return GapFile.of(server).change(before -> before.acknowledging(first)).open().stream()
                .anyMatch(entry -> entry.gap().first().equals(first));
    }

    /** Empty where segments are listed of which none says how large they are. */
    private Optional<GapLedger> after(GapLedger before, Instant now) throws IOException {
        List<SegmentName> received = received();
        ArchiveContents contents =
                new ArchiveContents(new FileArchiveStore(server.walsDirectory()), WalCompressions.of(server));
        Deque<WalFileName> newest = newest();
        if (newest.isEmpty()) {
            return Optional.of(before);
        }
        Optional<WalSegmentSize> size = size(contents, newest);
        return size.isEmpty() ? Optional.empty() : Optional.of(after(before, contents, size.get(), received, now));
    }

    private GapLedger after(
            GapLedger before, ArchiveContents contents, WalSegmentSize size, List<SegmentName> received, Instant now)
            throws IOException {
        WalCoverage coverage = new WalCoverage(size);
        XlogDb.of(server).forEach(wal -> segment(wal.name()).ifPresent(coverage::add));
        received.forEach(coverage::add);
        WalLook look = coverage.look(contents.histories());
        return before.after(look.gaps(), look::decides, this::cause, now);
    }

    /** The segments that were listed last, the last one first. */
    private Deque<WalFileName> newest() throws IOException {
        Deque<WalFileName> newest = new ArrayDeque<>();
        XlogDb.of(server)
                .forEach(wal -> WalFileName.parse(wal.name())
                        .filter(name -> segment(wal.name()).isPresent())
                        .ifPresent(name -> {
                            newest.addFirst(name);
                            if (newest.size() > ASKED_FOR_THEIR_SIZE) {
                                newest.removeLast();
                            }
                        }));
        return newest;
    }

    /** One may be lost or damaged, and says nothing then. */
    private static Optional<WalSegmentSize> size(ArchiveContents contents, Deque<WalFileName> newest) {
        for (WalFileName segment : newest) {
            try {
                Optional<WalSegmentSize> size = contents.segmentSize(segment);
                if (size.isPresent()) {
                    return size;
                }
            } catch (IOException e) {
                LOG.debug("{} does not say how large segments are", segment, e);
            }
        }
        return Optional.empty();
    }

    private static Optional<SegmentName> segment(String name) {
        return SegmentName.matches(name) ? Optional.of(SegmentName.parse(name)) : Optional.empty();
    }

    /** To be asked before the catalogue: what is archived meanwhile is seen twice then, and would not be seen at all else. */
    private List<SegmentName> received() throws IOException {
        List<SegmentName> received = new ArrayList<>(received(server.streamingWalsDirectory()));
        received.addAll(received(server.incomingWalsDirectory()));
        return received;
    }

    private static List<SegmentName> received(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> segment(String.valueOf(file.getFileName())))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private String cause(WalGap gap) {
        try (Stream<Path> files = Files.list(server.errorsDirectory())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(gap.first().toString()))
                    .findFirst()
                    .map(name -> "it was set aside as errors/" + name)
                    .orElse("it came neither by streaming nor by archive_command");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
