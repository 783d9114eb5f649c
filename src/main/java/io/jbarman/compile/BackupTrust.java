package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ssh from a barmanhost to the accounts of its servers. It amounts to superuser there, and so is set up only where a
 * document asks for what cannot do without: backups by rsync, remote restores.
 */
record BackupTrust(Topology topology, BarmanHost barman) {
    private static final String ANY_COMMAND = "";

    List<Resource<?>> resources() {
        Accounts accounts = new Accounts(topology, barman);
        List<ArchivedServer> asking = barman.servers().values().stream()
                .filter(server ->
                        server.logsInAtServer() && accounts.server(server).isPresent())
                .toList();
        Map<ResourceId, Resource<?>> resources = new LinkedHashMap<>();
        accounts.byAccount(asking)
                .keySet()
                .forEach(peer -> accounts.toServer(peer)
                        .resources(ANY_COMMAND, Set.of())
                        .forEach(one -> resources.putIfAbsent(one.id(), one)));
        return List.copyOf(resources.values());
    }
}
