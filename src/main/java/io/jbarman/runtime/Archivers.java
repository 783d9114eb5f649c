package io.jbarman.runtime;

import io.jbarman.archive.Archiver;
import io.jbarman.archive.CatalogueLock;
import io.jbarman.archive.Compressions;
import io.jbarman.archive.DrainReport;
import io.jbarman.archive.WalCompression;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.archive.fs.SyncedDirectories;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Builds archivers from configuration. */
public final class Archivers {
    private static final Map<String, Integer> LEVELS = Map.of("low", 1, "medium", 6, "high", 9);

    private Archivers() {}

    /**
     * The archiver of a server; its directories are made.
     *
     * @throws ProblemException if the compression is none that can be written
     */
    public static Archiver of(ServerConfig server, Clock clock) throws IOException {
        for (Path directory : directories(server)) {
            SyncedDirectories.create(directory);
        }
        return new Archiver(
                new FileArchiveStore(server.walsDirectory()),
                XlogDb.of(server.xlogdbDirectory(), server.name()),
                catalogueLock(server),
                compression(server),
                new Identities(server)::read,
                server.errorsDirectory(),
                clock);
    }

    /** Every directory that a server needs. */
    public static List<Path> directories(ServerConfig server) {
        return List.of(
                server.backupDirectory(),
                server.basebackupsDirectory(),
                server.walsDirectory(),
                server.incomingWalsDirectory(),
                server.streamingWalsDirectory(),
                server.errorsDirectory(),
                server.xlogdbDirectory());
    }

    /** One pass over what was received, in Barman's order: the stream first. */
    public static List<DrainReport> drain(Archiver archiver, ServerConfig server) throws IOException {
        DrainReport streamed = archiver.drainStreaming(server.streamingWalsDirectory());
        return server.archiver()
                ? List.of(streamed, archiver.drainIncoming(server.incomingWalsDirectory()))
                : List.of(streamed);
    }

    /** How a server's WAL is to be compressed. */
    public static WalCompression compression(ServerConfig server) {
        return Compressions.byName(server.compression(), level(server))
                .orElseThrow(() -> new ProblemException(unsupported(server)));
    }

    private static Diagnostic unsupported(ServerConfig server) {
        Diagnostic problem = Diagnostic.error(
                "compression-unsupported",
                "compression " + server.compression().orElse("none") + " of server '" + server.name()
                        + "' is not built in yet",
                "set compression = gzip, or leave it out");
        return server.origins().containsKey("compression")
                ? problem.at(server.origins().get("compression"))
                : problem;
    }

    private static int level(ServerConfig server) {
        String level = server.find("compression_level").orElse("medium");
        int number = LEVELS.containsKey(level) ? LEVELS.get(level) : Integer.parseInt(level);
        return Math.max(1, Math.min(9, number));
    }

    private static CatalogueLock catalogueLock(ServerConfig server) {
        List<Path> lock = List.of(LockFiles.xlogdb(server));
        return work -> {
            FileLocks.Attempt attempt = FileLocks.take(lock, true);
            if (attempt instanceof FileLocks.Attempt.Held held) {
                try {
                    work.run();
                } finally {
                    held.locks().close();
                }
            }
        };
    }
}
