package io.jbarman.runtime;

import io.jbarman.archive.ArchiveContents;
import io.jbarman.archive.ArchivedWal;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.catalog.GapLedger;
import io.jbarman.catalog.WalCoverage;
import io.jbarman.catalog.WalGap;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is missing in a server's archive, from its catalogue, and what is still on its way counted as there. */
public record Gaps(ServerConfig server) {
    private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

    /** Looks, and writes down and logs what changed; gives what is written then. */
    public GapLedger recorded(Instant now) throws IOException {
        return GapFile.of(server).change(before -> {
            GapLedger after = after(before, now);
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

    /** Looks, and writes nothing. */
    public GapLedger seen(Instant now) throws IOException {
        return after(GapFile.of(server).read(), now);
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

    private GapLedger after(GapLedger before, Instant now) throws IOException {
        ArchiveContents contents =
                new ArchiveContents(new FileArchiveStore(server.walsDirectory()), WalCompressions.of(server));
        Optional<WalSegmentSize> size = size(contents);
        if (size.isEmpty()) {
            return before;
        }
        WalCoverage coverage = new WalCoverage(size.get());
        XlogDb.of(server).forEach(wal -> segment(wal.name()).ifPresent(coverage::add));
        received(server.streamingWalsDirectory()).forEach(coverage::add);
        received(server.incomingWalsDirectory()).forEach(coverage::add);
        return before.after(coverage.gaps(contents.histories()), coverage::reachesBeyond, this::cause, now);
    }

    private Optional<WalSegmentSize> size(ArchiveContents contents) throws IOException {
        List<ArchivedWal> one = new ArrayList<>();
        XlogDb.of(server).forEach(wal -> {
            if (segment(wal.name()).isPresent()) {
                one.clear();
                one.add(wal);
            }
        });
        Optional<WalFileName> name = one.stream().findFirst().flatMap(wal -> WalFileName.parse(wal.name()));
        return name.isPresent() ? contents.segmentSize(name.get()) : Optional.empty();
    }

    private static Optional<SegmentName> segment(String name) {
        return SegmentName.matches(name) ? Optional.of(SegmentName.parse(name)) : Optional.empty();
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
