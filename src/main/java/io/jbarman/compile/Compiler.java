package io.jbarman.compile;

import io.jbarman.facts.server.CloudQuery;
import io.jbarman.facts.server.ClusterManagerQuery;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.resource.runtime.StoppedRuntimeResource;
import io.jbarman.resource.server.ServerResource;
import io.jbarman.resource.server.UnlessCloud;
import io.jbarman.resource.server.UnlessManaged;
import io.jbarman.resource.setting.HeldArchiver;
import io.jbarman.resource.setting.SettingResource;
import io.jbarman.resource.timer.RemovedTimerResource;
import io.jbarman.resource.trust.LeftArchiver;
import io.jbarman.secret.Secrets;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a topology means: which resources it consists of, and in which order they depend on each other. */
public final class Compiler {
    /** What a cluster manager has the say over; roles and grants are not among it. */
    private static final Set<String> A_MANAGERS = Set.of("setting", "hba", "slot", "restart", "standby");

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
        List<Resource<?>> servers = servers(topology, secrets);
        List<Resource<?>> resources = new ArrayList<>();
        topology.hosts()
                .values()
                .forEach(host -> resources.addAll(new HostResources(topology.name(), host, node.record()).resources()));
        resources.addAll(servers);
        for (BarmanHost barman : topology.barman().values()) {
            resources.addAll(new BarmanResources(topology, barman, node).resources(secrets, servers));
        }
        topology.postgres()
                .values()
                .forEach(server -> resources.addAll(new ServerResources(topology, server).contents(secrets)));
        new DriftTimer(topology, node).resource().ifPresent(resources::add);
        return new ResourceGraph(new PlayOrder(topology)
                .of(RecordPlace.first(topology, resources)).stream()
                        .<Resource<?>>map(one -> unlessManaged(topology, one))
                        .toList());
    }

    private static List<Resource<?>> servers(Topology topology, Secrets secrets) {
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
        return List.copyOf(resources);
    }

    /** The way to get rid of the timer of a topology that no longer asks for one, for whoever knows that it was made. */
    public static Optional<RemovedTimerResource> withoutTimer(Topology topology, ControlNode node) {
        return new DriftTimer(topology, node).removal();
    }

    /** The same of the runtimes of barmanhosts that are to have none any more: {@code supervise: none}. */
    public static List<StoppedRuntimeResource> withoutRuntimes(Topology topology, ControlNode node) {
        return topology.barman().values().stream()
                .filter(barman -> !barman.hasRuntime())
                .map(barman -> new BarmanRuntime(topology, barman, node).stopped())
                .toList();
    }

    /**
     * The same of what holds the place of an {@code archive_command}, on servers of barmanhosts whose topology has none.
     *
     * @param made what is compiled
     */
    public static List<Resource<?>> withoutArchivers(Topology topology, ResourceGraph made) {
        Set<ResourceId> known = made.resources().stream().map(Resource::id).collect(Collectors.toSet());
        return topology.postgres().values().stream()
                .filter(server -> !Archiver.of(topology, server).isEmpty())
                .map(server -> LeftArchiver.of(
                        server.name(),
                        new ServerResources(topology, server).queries(),
                        mode(made, SettingResource.id(server.name(), HeldArchiver.MODE))))
                .filter(left -> !known.contains(left.id()))
                .<Resource<?>>map(left -> unlessManaged(topology, left))
                .toList();
    }

    private static Optional<SettingResource> mode(ResourceGraph made, ResourceId id) {
        return made.resources().stream()
                .filter(one -> one.id().equals(id))
                .map(Reversal::unwrapped)
                .filter(SettingResource.class::isInstance)
                .map(SettingResource.class::cast)
                .findFirst();
    }

    private static Resource<?> unlessManaged(Topology topology, Resource<?> resource) {
        String server = resource.id().owner();
        if (!topology.servers().containsKey(server)) {
            return resource;
        }
        if (resource instanceof ServerResource itself) {
            return new UnlessCloud(itself, new CloudQuery(server));
        }
        String kind = resource.id().kind();
        return A_MANAGERS.contains(kind)
                ? new UnlessManaged<>(
                        resource, new ClusterManagerQuery(kind.equals("standby") ? primary(topology, server) : server))
                : resource;
    }

    /** A standby that is not there yet has no manager of its own to show. */
    private static String primary(Topology topology, String standby) {
        return topology.postgres().values().stream()
                .filter(server -> server.standbys().containsKey(standby))
                .map(PostgresServer::name)
                .findFirst()
                .orElse(standby);
    }
}
