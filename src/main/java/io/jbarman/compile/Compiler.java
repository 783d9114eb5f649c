package io.jbarman.compile;

import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/** Says what a topology means: which resources it consists of, and in which order they depend on each other. */
public final class Compiler {
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
            resources.addAll(new ServerResources(topology, server).resources(secrets));
        }
        List<Resource<?>> servers = List.copyOf(resources);
        for (BarmanHost barman : topology.barman().values()) {
            resources.addAll(new BarmanResources(topology, barman, node).resources(secrets, servers));
        }
        new DriftTimer(topology, node).resource().ifPresent(resources::add);
        return new ResourceGraph(resources);
    }
}
