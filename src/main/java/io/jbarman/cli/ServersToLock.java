package io.jbarman.cli;

import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which servers an apply holds while it works: a barmanhost has no lock of its own, its servers stand for it. Pure. */
final class ServersToLock {
    private ServersToLock() {}

    /**
     * Those that are changed, and those of a barmanhost that is, where they can be seen at all. One that is only to be
     * installed is locked when it is there.
     */
    static List<String> of(Plan plan, Topology topology) {
        Set<String> changed =
                plan.changes().stream().map(change -> change.id().owner()).collect(Collectors.toSet());
        Set<String> unseen = plan.only(Decision.Unknown.class)
                .map(unknown -> unknown.id().owner())
                .collect(Collectors.toSet());
        Set<String> toCome = plan.only(Decision.Deferred.class)
                .map(deferred -> deferred.id().owner())
                .collect(Collectors.toSet());
        return topology.postgres().keySet().stream()
                .filter(server -> !toCome.contains(server))
                .filter(server -> changed.contains(server)
                        || (!unseen.contains(server) && isArchivedByOneOf(changed, server, topology)))
                .toList();
    }

    private static boolean isArchivedByOneOf(Set<String> owners, String server, Topology topology) {
        return topology.barman().values().stream()
                .filter(barman -> barman.servers().containsKey(server))
                .map(BarmanHost::name)
                .anyMatch(owners::contains);
    }
}
