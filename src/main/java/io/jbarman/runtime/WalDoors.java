package io.jbarman.runtime;

import io.jbarman.archive.ErrorsDirectory;
import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.ingest.GetWal;
import io.jbarman.ingest.Intake;
import io.jbarman.ingest.Outlet;
import io.jbarman.ingest.PutWal;
import java.time.Clock;
import java.util.Optional;

/** What a server's WAL comes in by and goes out by, built from configuration. */
public final class WalDoors {
    private WalDoors() {}

    /** Takes what the server's {@code archive_command} sends. */
    public static PutWal in(ServerConfig server, Clock clock) {
        return new PutWal(new Intake(
                server.name(),
                server.incomingWalsDirectory(),
                new FileArchiveStore(server.walsDirectory()),
                new ErrorsDirectory(server.errorsDirectory(), clock),
                new Identities(server)::knownForTaking));
    }

    /** Gives WAL to who restores. */
    public static GetWal out(ServerConfig server) {
        return new GetWal(new Outlet(
                server.name(),
                WalCompressions.of(server),
                new FileArchiveStore(server.walsDirectory()),
                name -> XlogDb.of(server).lists(name),
                server.incomingWalsDirectory(),
                server.streamingWalsDirectory()));
    }

    /** Why WAL of that server can neither be taken nor given; empty if it can. */
    public static Optional<String> closed(ServerConfig server) {
        if (!server.active()) {
            return Optional.of("server '" + server.name() + "' is not active");
        }
        return server.isBroken()
                ? Optional.of("server '" + server.name() + "' is not described well: see barman check " + server.name())
                : Optional.empty();
    }

    /** Why what is put there would not be archived; empty if it will be. */
    public static Optional<String> deadEnd(ServerConfig server) {
        return server.archiver()
                ? new Identities(server).undecided().map(problem -> problem.summary() + "; " + problem.hint())
                : Optional.of("server '" + server.name() + "' has archiver = off: what archive_command sends would stay"
                        + " in " + server.incomingWalsDirectory() + "; set archiver = on");
    }
}
