package io.jbarman.compile;

import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.List;

/** A barmanhost and how it archives one server. */
record Archiver(BarmanHost barman, ArchivedServer archived) {
    /** All that archive a server, in the document's order. */
    static List<Archiver> of(Topology topology, PostgresServer server) {
        return topology.barman().values().stream()
                .filter(barman -> barman.servers().containsKey(server.name()))
                .map(barman -> new Archiver(barman, barman.servers().get(server.name())))
                .toList();
    }
}
