package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.watch.Finding;
import io.jbarman.watch.HostFacts;
import io.jbarman.watch.HostFactsReader;
import io.jbarman.watch.ServerFacts;
import io.jbarman.watch.ServerFactsQuery;
import io.jbarman.watch.Watchdogs;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The watchdogs, asked: by {@code check}, and by the runtime now and then. */
final class WatchChecks {
    private final ServerConfig server;
    private final Clock clock;
    private final Watchdogs watchdogs;
    private Optional<HostFacts> host = Optional.empty();

    WatchChecks(ServerConfig server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.watchdogs = new Watchdogs(server);
    }

    /** Looks at this host. To be called before {@link #ofServer}, which uses the rates. */
    List<Finding> ofHost() {
        try {
            HostFacts facts = new HostFactsReader(clock).read(server);
            host = Optional.of(facts);
            return watchdogs.ofHost(facts);
        } catch (IOException e) {
            return List.of(new Finding(
                    "disk space",
                    Finding.Level.UNKNOWN,
                    StorageProblem.of(server, e).summary(),
                    StorageProblem.of(server, e).hint()));
        }
    }

    /** Asks the server. */
    List<Finding> ofServer(PgSession session) throws PgException {
        return watchdogs.ofServer(facts(session), host);
    }

    ServerFacts facts(PgSession session) throws PgException {
        return new ServerFactsQuery(clock).ask(session, server.slotName(), server.streamingArchiverName());
    }
}
