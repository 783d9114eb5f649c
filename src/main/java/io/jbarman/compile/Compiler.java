package io.jbarman.compile;

import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/** Says what a topology means: which resources it consists of, and in which order they depend on each other. */
public final class Compiler {
    private Compiler() {}

    /**
     * The resources of a topology. Pure: the same topology gives the same graph.
     *
     * @param secrets resolved; where one is missing, what depends on it is not compared
     */
    public static ResourceGraph compile(Topology topology, Secrets secrets) {
        List<Resource<?>> resources = new ArrayList<>();
        for (BarmanHost barman : topology.barman().values()) {
            for (ArchivedServer server : barman.servers().values()) {
                resources.addAll(ServerRoles.of(server, secrets));
            }
        }
        return new ResourceGraph(resources);
    }
}
