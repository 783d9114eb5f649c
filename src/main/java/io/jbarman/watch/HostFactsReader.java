package io.jbarman.watch;

import io.jbarman.archive.ArchivedWal;
import io.jbarman.archive.WalFileName;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.watch.HostFacts.Disk;
import io.jbarman.watch.HostFacts.WalRate;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at this host's side of a server. Reads only; waits for a disk that hangs. */
public final class HostFactsReader {
    private static final Duration RECENT = Duration.ofHours(1);

    private final Clock clock;

    public HostFactsReader(Clock clock) {
        this.clock = clock;
    }

    /** What there is. */
    public HostFacts read(ServerConfig server) throws IOException {
        Instant now = clock.instant();
        Catalogue catalogue = new Catalogue(now.minus(RECENT));
        XlogDb.of(server).forEach(catalogue::add);
        return new HostFacts(
                now,
                disks(server),
                catalogue.rate(),
                catalogue.last,
                catalogue.allBytes,
                waiting(server.incomingWalsDirectory()),
                waiting(server.streamingWalsDirectory()));
    }

    /** The file system of a directory of a server on this host; empty where it cannot be seen from here. */
    public static Optional<Disk> disk(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            return Optional.of(new Disk(directory.toString(), store.getUsableSpace(), store.getTotalSpace()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Disk> disks(ServerConfig server) {
        Map<String, Disk> byStore = new LinkedHashMap<>();
        for (Path directory :
                List.of(server.walsDirectory(), server.streamingWalsDirectory(), server.incomingWalsDirectory())) {
            disk(directory).ifPresent(disk -> byStore.putIfAbsent(store(directory), disk));
        }
        return List.copyOf(byStore.values());
    }

    private static String store(Path directory) {
        try {
            return Files.getFileStore(directory).toString();
        } catch (IOException e) {
            return directory.toString();
        }
    }

    /** Files that an archiver would take, the one that is being received not among them. */
    private static int waiting(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return (int) files.map(file -> WalFileName.parse(String.valueOf(file.getFileName())))
                    .flatMap(Optional::stream)
                    .filter(file -> file.kind() != WalFileName.Kind.PARTIAL)
                    .count();
        }
    }

    /** Sums over the catalogue. */
    private static final class Catalogue {
        private final Instant since;
        private long segments;
        private long storedBytes;
        private long allBytes;
        private Optional<Instant> last = Optional.empty();

        Catalogue(Instant since) {
            this.since = since;
        }

        void add(ArchivedWal wal) {
            allBytes += wal.size();
            last = last.filter(wal.modified()::isBefore).or(() -> Optional.of(wal.modified()));
            if (wal.modified().isAfter(since)
                    && WalFileName.parse(wal.name())
                            .filter(name -> name.kind() == WalFileName.Kind.SEGMENT)
                            .isPresent()) {
                segments++;
                storedBytes += wal.size();
            }
        }

        WalRate rate() {
            return new WalRate(RECENT, segments, storedBytes);
        }
    }
}
