package io.jbarman.runtime;

import io.jbarman.archive.Archive;
import io.jbarman.archive.ArchiveContents;
import io.jbarman.archive.ArchiveHooks;
import io.jbarman.archive.Archiver;
import io.jbarman.archive.DrainReport;
import io.jbarman.archive.SyncedDirectories;
import io.jbarman.archive.WalFileName;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds archivers from configuration. */
public final class Archivers {
    private static final Logger LOG = LoggerFactory.getLogger(Archivers.class);

    private Archivers() {}

    /**
     * The archiver of a server; its directories are made.
     *
     * @throws ProblemException if the compression is none that can be written; in a pass, if nothing can say whose archive
     *     this is that should: what came stays where it is
     */
    public static Archiver of(ServerConfig server, Clock clock) throws IOException {
        return of(server, HookScripts.of(server), new Identities(server), clock);
    }

    /** The same with hooks that can be told to stop, for somebody who looks at the identity, too. */
    static Archiver of(ServerConfig server, ArchiveHooks hooks, Identities identities, Clock clock) throws IOException {
        for (Path directory : directories(server)) {
            SyncedDirectories.create(directory);
        }
        Archive archive = new Archive(
                new FileArchiveStore(server.walsDirectory()),
                XlogDb.of(server),
                new XlogDbLock(LockFiles.xlogdb(server), HookScripts.any(server)),
                new MarkFile(server.backupDirectory().resolve(".jbarman-archive")));
        return new Archiver(
                archive,
                WalCompressions.of(server),
                hooks,
                ArchiveThreads.ofOneServer(),
                identities::knownForTaking,
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
        return drain(archiver, new Identities(server), server);
    }

    static List<DrainReport> drain(Archiver archiver, Identities identities, ServerConfig server) throws IOException {
        DrainReport streamed = archiver.drainStreaming(server.streamingWalsDirectory());
        List<DrainReport> reports = server.archiver()
                ? List.of(streamed, archiver.drainIncoming(server.incomingWalsDirectory()))
                : List.of(streamed);
        rememberWriter(server, identities, reports);
        return reports;
    }

    /** Where nobody asks the server who it is, its first archived segment says it. What was archived stays so anyway. */
    private static void rememberWriter(ServerConfig server, Identities identities, List<DrainReport> reports) {
        if (server.streamingArchiver()) {
            return;
        }
        try {
            rememberFirst(server, identities, reports);
        } catch (IOException e) {
            LOG.warn("server '{}': whose WAL this is could not be remembered: {}", server.name(), e.getMessage());
        }
    }

    private static void rememberFirst(ServerConfig server, Identities identities, List<DrainReport> reports)
            throws IOException {
        Optional<WalFileName> segment = reports.stream()
                .flatMap(report -> report.archived().stream())
                .filter(SegmentName::matches)
                .findFirst()
                .flatMap(WalFileName::parse);
        if (segment.isPresent() && !identities.isWritten()) {
            identities.remember(
                    new ArchiveContents(new FileArchiveStore(server.walsDirectory()), WalCompressions.of(server))
                            .writer(segment.get()));
        }
    }
}
