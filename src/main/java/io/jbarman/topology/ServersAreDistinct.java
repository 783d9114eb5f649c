package io.jbarman.topology;

import java.util.HashMap;
import java.util.Map;

/** No two entries mean the same server, nor the same directory of Barman. */
final class ServersAreDistinct implements Rule {
    @Override
    public void check(Topology topology, Findings findings) {
        Map<String, PostgresServer> servers = new HashMap<>();
        for (PostgresServer server : topology.postgres().values()) {
            PostgresServer first = servers.putIfAbsent(server.host() + ":" + server.port(), server);
            if (first != null && !server.host().isEmpty()) {
                sameServer(first, server, findings);
            }
        }
        Map<String, BarmanHost> homes = new HashMap<>();
        for (BarmanHost barman : topology.barman().values()) {
            BarmanHost first = homes.putIfAbsent(barman.host() + ":" + barman.home(), barman);
            if (first != null && !barman.host().isEmpty()) {
                sameHome(first, barman, findings);
            }
        }
    }

    private static void sameServer(PostgresServer first, PostgresServer server, Findings findings) {
        findings.error(
                "duplicate-server",
                Paths.server(server),
                "'" + server.name() + "' is the same server as '" + first.name() + "': host " + server.host()
                        + ", port " + server.port(),
                "name a server once, or give the port of the other (first at " + findings.place(Paths.server(first))
                        + ")");
    }

    private static void sameHome(BarmanHost first, BarmanHost barman, Findings findings) {
        findings.error(
                "duplicate-barmanhost",
                Paths.barman(barman),
                "'" + barman.name() + "' has the same host and home as '" + first.name() + "'",
                "put the servers of both under one of them (first at " + findings.place(Paths.barman(first)) + ")");
    }
}
