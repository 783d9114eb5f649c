package io.jbarman.compile;

import io.jbarman.config.Conninfo;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.pg.SlotName;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.activation.RestartResource;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.topology.ArchivedServer;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Standby;
import io.jbarman.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The slots through which a barmanhost's runtime receives WAL: one that reserves WAL at once where it is received from,
 * and one of the same name on each of the others that may become the primary. Slots are not replicated (PostgreSQL:
 * "Replication Slots"), and one that reserved WAL where nobody fetches it would fill the disk.
 */
record BarmanSlots(Topology topology, BarmanHost barman) {
    /** Where WAL is received from. After everything of its server and of the barmanhost: it keeps WAL from then on. */
    Optional<Resource<?>> receiving(ArchivedServer server, Set<ResourceId> after) {
        return server.slotName()
                .map(name -> source(server)
                        .<Resource<?>>map(standby -> on(server, standby, slot(standby.name(), name, after, true)))
                        .orElseGet(() -> slot(server.name(), name, after, true)));
    }

    /** Those that wait for a failover. */
    List<Resource<?>> waiting(ArchivedServer server) {
        return server.slotName().stream().flatMap(name -> waiting(server, name)).toList();
    }

    private Stream<Resource<?>> waiting(ArchivedServer server, SlotName name) {
        Optional<Standby> source = source(server);
        Stream<Resource<?>> standbys = standbys(server)
                .filter(standby -> source.filter(standby::equals).isEmpty())
                .map(standby -> on(server, standby, waiting(standby.name(), name)));
        return source.isEmpty() ? standbys : Stream.concat(Stream.of(waiting(server.name(), name)), standbys);
    }

    private SlotResource waiting(String server, SlotName name) {
        return slot(server, name, Set.of(RestartResource.id(server)), false);
    }

    private SlotResource slot(String server, SlotName name, Set<ResourceId> after, boolean atOnce) {
        return new SlotResource(
                new SlotsQuery(server),
                name,
                after,
                Optional.ofNullable(topology.servers().get(server))
                        .filter(any -> atOnce)
                        .map(itself -> new ServerResources(topology, itself).room()),
                atOnce);
    }

    private Resource<?> on(ArchivedServer server, Standby standby, SlotResource slot) {
        PostgresServer primary = primary(server).orElseThrow();
        return new StandbyResources(
                        topology, primary, standby, primary.replication().orElseThrow())
                .whenItRuns(slot);
    }

    private Optional<PostgresServer> primary(ArchivedServer server) {
        return Optional.ofNullable(topology.postgres().get(server.name()));
    }

    private Stream<Standby> standbys(ArchivedServer server) {
        return primary(server).filter(primary -> primary.replication().isPresent()).stream()
                .flatMap(primary -> primary.standbys().values().stream());
    }

    /** The standby that the connection for replication names; empty where it goes to the primary. */
    private Optional<Standby> source(ArchivedServer server) {
        return standbys(server)
                .filter(standby -> isAt(server, standby.asServer(primary(server).orElseThrow())))
                .findFirst();
    }

    private boolean isAt(ArchivedServer server, PostgresServer standby) {
        Links links = new Links(topology, new Archiver(barman, server));
        Conninfo conninfo = links.streamingConninfo().orElseGet(links::conninfo);
        String target = Links.target(conninfo);
        boolean here = standby.host().equals(barman.host()) && Sources.isLoopback(target);
        boolean there = target.equals(links.host(standby.host()).reachedByPeersAt());
        return (here || there) && conninfo.find("port").orElse("5432").equals(Integer.toString(standby.port()));
    }
}
