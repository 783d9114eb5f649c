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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The watchdogs, asked: by {@code check}, and by the runtime now and then. */
final class WatchChecks {
    private final ServerConfig server;
    private final Clock clock;
    private final Watchdogs watchdogs;
    private final List<Finding> all = new ArrayList<>();
    private Optional<HostFacts> host = Optional.empty();
    private Optional<ServerFacts> facts = Optional.empty();

    WatchChecks(ServerConfig server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.watchdogs = new Watchdogs(server);
    }

    /** Looks at this host. To be called before {@link #ofServer}, which uses the rates. */
    List<Finding> ofHost() {
        try {
            host = Optional.of(new HostFactsReader(clock).read(server));
            return noted(watchdogs.ofHost(host.get()));
        } catch (IOException e) {
            return noted(List.of(new Finding(
                    "disk space",
                    Finding.Level.UNKNOWN,
                    StorageProblem.of(server, e).summary(),
                    StorageProblem.of(server, e).hint())));
        }
    }

    /** Asks the server. */
    List<Finding> ofServer(PgSession session) throws PgException {
        ServerFacts seen = new ServerFactsQuery(clock).ask(session, server.slotName(), server.streamingArchiverName());
        facts = Optional.of(seen);
        return noted(watchdogs.ofServer(seen, host));
    }

    private List<Finding> noted(List<Finding> findings) {
        all.addAll(findings);
        return findings;
    }

    /** All that was seen. */
    WatchReport report() {
        return new WatchReport(clock.instant(), facts, facts.flatMap(watchdogs::serverDisk), host, all);
    }
}
