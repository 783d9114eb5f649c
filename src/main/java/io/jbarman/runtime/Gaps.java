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

/** What is missing in a server's archive, from its catalogue, and what is still on its way counted as there. */
public record Gaps(ServerConfig server) {
    /** Looks, and writes down what changed; gives what is written then. Under the archive-wal lock. */
    public GapLedger recorded(Instant now) throws IOException {
        GapLedger before = GapFile.of(server).read();
        GapLedger after = before.after(missing(), this::cause, now);
        if (!after.equals(before)) {
            GapFile.of(server).write(after);
        }
        return after;
    }

    /** Looks, and writes nothing. */
    public GapLedger seen(Instant now) throws IOException {
        return GapFile.of(server).read().after(missing(), this::cause, now);
    }

    /** Marks the gaps that begin there as known; whether there is one. */
    public boolean acknowledge(SegmentName first) throws IOException {
        GapLedger before = GapFile.of(server).read();
        GapLedger after = before.acknowledging(first);
        GapFile.of(server).write(after);
        return before.open().stream().anyMatch(entry -> entry.gap().first().equals(first));
    }

    private List<WalGap> missing() throws IOException {
        List<SegmentName> segments = new ArrayList<>();
        XlogDb.of(server).forEach(wal -> segment(wal.name()).ifPresent(segments::add));
        ArchiveContents contents =
                new ArchiveContents(new FileArchiveStore(server.walsDirectory()), WalCompressions.of(server));
        Optional<WalSegmentSize> size = size(contents);
        if (size.isEmpty()) {
            return List.of();
        }
        WalCoverage coverage = new WalCoverage(size.get());
        segments.forEach(coverage::add);
        received(server.streamingWalsDirectory()).forEach(coverage::add);
        received(server.incomingWalsDirectory()).forEach(coverage::add);
        return coverage.gaps(contents.histories());
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
