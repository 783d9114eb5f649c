package io.jbarman.compile;

import io.jbarman.facts.server.ClusterManagerQuery;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.resource.server.UnlessManaged;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says what a topology means: which resources it consists of, and in which order they depend on each other. */
public final class Compiler {
    /** What a cluster manager has the say over; roles and grants are not among it. */
    private static final Set<String> A_MANAGERS = Set.of("setting", "hba", "slot", "restart");

    private Compiler() {}

    /** The resources of a topology, as seen from this process, without what needs its document. */
    public static ResourceGraph compile(Topology topology, Secrets secrets) {
        return compile(topology, secrets, ControlNode.current());
    }

    /**
     * The resources of a topology. Pure: the same topology and control node give the same graph. It knows neither
     * versions nor operating systems; what depends on them is decided when they have been observed.
     *
     * @param secrets resolved; where one is missing, what depends on it is not compared
     */
    public static ResourceGraph compile(Topology topology, Secrets secrets, ControlNode node) {
        List<Resource<?>> resources = new ArrayList<>();
        for (PostgresServer server : topology.postgres().values()) {
            List<Resource<?>> primarys = new ServerResources(topology, server).resources(secrets);
            resources.addAll(primarys);
            server.replication()
                    .ifPresent(replication -> server.standbys()
                            .values()
                            .forEach(standby ->
                                    resources.addAll(new StandbyResources(topology, server, standby, replication)
                                            .resources(secrets, primarys))));
        }
        List<Resource<?>> servers = List.copyOf(resources);
        for (BarmanHost barman : topology.barman().values()) {
            resources.addAll(new BarmanResources(topology, barman, node).resources(secrets, servers));
        }
        topology.postgres()
                .values()
                .forEach(server -> resources.addAll(new ServerResources(topology, server).contents(secrets)));
        new DriftTimer(topology, node).resource().ifPresent(resources::add);
        return new ResourceGraph(resources.stream()
                .<Resource<?>>map(one -> unlessManaged(topology, one))
                .toList());
    }

    private static Resource<?> unlessManaged(Topology topology, Resource<?> resource) {
        String server = resource.id().owner();
        return topology.servers().containsKey(server)
                        && A_MANAGERS.contains(resource.id().kind())
                ? new UnlessManaged<>(resource, new ClusterManagerQuery(server))
                : resource;
    }
}
