package io.jbarman.compile;

import io.jbarman.config.Conninfo;
import io.jbarman.facts.file.PassfileQuery;
import io.jbarman.resource.passfile.PassfileResource;
import io.jbarman.resource.passfile.WantedLine;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.ArchivedServer.Link;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import io.jbarman.transport.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the password file of a barmanhost's account is to hold: a line for each login with a password of ours. */
record PassfileLines(Topology topology, BarmanHost barman) {
    Optional<PassfileResource> passfile(Secrets secrets) {
        Map<String, WantedLine> lines = new LinkedHashMap<>();
        for (ArchivedServer server : barman.servers().values()) {
            Links links = new Links(topology, new Archiver(barman, server));
            line(server.conninfo(), links.conninfo(), streams(server) ? "*" : "", secrets)
                    .ifPresent(line -> lines.put(line.line().key(), line));
            server.streamingConninfo()
                    .flatMap(link -> line(link, links.streamingConninfo().orElseThrow(), "*", secrets))
                    .ifPresent(line -> lines.put(line.line().key(), line));
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(new PassfileResource(
                        barman.name(),
                        barman.user(),
                        new PassfileQuery(barman.host(), Account.named(barman.user()), barman.passfile()),
                        List.copyOf(lines.values()),
                        BarmanDirectories.afterAccount(barman)));
    }

    private static boolean streams(ArchivedServer server) {
        return server.streamingArchiver() && server.streamingConninfo().isEmpty();
    }

    /** A login with a password of ours; {@code database} empty takes the connection's own. */
    private static Optional<WantedLine> line(Link link, Conninfo conninfo, String database, Secrets secrets) {
        return ServerRoles.managed(link)
                .flatMap(managed -> managed.password()
                        .map(secret -> new WantedLine(
                                conninfo.find("host").orElseGet(() -> Links.target(conninfo)),
                                conninfo.find("port").map(Integer::parseInt).orElse(5432),
                                database.isEmpty() ? conninfo.find("dbname").orElse(managed.role()) : database,
                                managed.role(),
                                secret,
                                secrets.find(secret))));
    }
}
