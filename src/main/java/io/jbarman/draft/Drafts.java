package io.jbarman.draft;

import io.jbarman.topology.Contents;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.SettingDemand;
import io.jbarman.topology.Topology;
import java.util.Map;

/** Records with something else in them. */
final class Drafts {
    private Drafts() {}

    static Topology with(Topology topology, PostgresServer server) {
        return new Topology(
                topology.name(),
                topology.vars(),
                topology.secrets(),
                topology.hosts(),
                Map.of(server.name(), server),
                topology.barman(),
                topology.drift());
    }

    static PostgresServer with(PostgresServer server, Map<String, SettingDemand> settings, Contents contents) {
        return new PostgresServer(
                server.name(),
                server.host(),
                server.port(),
                server.socketDirectory(),
                server.version(),
                server.dataDirectory(),
                server.service(),
                server.osUser(),
                server.access(),
                server.hbaMethod(),
                server.hbaType(),
                server.restart(),
                settings,
                server.hbaAboveReject(),
                server.replication(),
                server.standbys(),
                contents);
    }
}
