package io.jbarman.compile;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.file.DirectoryResource;
import io.jbarman.resource.runtime.AccountResource;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.Host;
import io.jbarman.topology.HostSystem;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the last-applied record is kept: it comes first, since what is made has to be written down beforehand. Pure.
 *
 * @param home the directory that it is kept below; where left out, the account's home
 * @param sign what tells records apart that topologies of one name keep there
 * @param made what has to be there before anything can be written
 */
public record RecordPlace(String host, String account, Optional<String> home, String sign, Set<ResourceId> made) {
    private static final String ROOT = "root";
    private static final String STATE = "/var/lib/jbarman";

    public RecordPlace {
        made = Set.copyOf(made);
    }

    /**
     * The places that a topology has, the one that counts first: its first barmanhost, its first server, its first host of
     * whose system it says something. One that gets a barmanhost later has its record in one of the others until then.
     */
    public static List<RecordPlace> of(Topology topology) {
        Stream<RecordPlace> barmanhost =
                topology.barman().values().stream().limit(1).map(RecordPlace::at);
        Stream<RecordPlace> server = topology.postgres().values().stream()
                .filter(RecordPlace::hasShell)
                .limit(1)
                .map(RecordPlace::at);
        Stream<RecordPlace> host = topology.hosts().values().stream()
                .filter(one -> !one.system().equals(HostSystem.NONE))
                .limit(1)
                .map(RecordPlace::at);
        return Stream.of(barmanhost, server, host).flatMap(one -> one).toList();
    }

    private static RecordPlace at(BarmanHost barman) {
        return new RecordPlace(
                barman.host(),
                barman.user(),
                Optional.of(barman.home()),
                "",
                Set.of(
                        AccountResource.id(barman.name(), barman.user()),
                        DirectoryResource.id(barman.name(), barman.home())));
    }

    private static RecordPlace at(PostgresServer server) {
        return new RecordPlace(server.host(), server.osUser(), Optional.empty(), "-" + server.port(), Set.of());
    }

    private static RecordPlace at(Host host) {
        return new RecordPlace(host.name(), ROOT, Optional.of(STATE), "", Set.of());
    }

    /** Where only the server itself is reached, there may be no host to log in to. */
    private static boolean hasShell(PostgresServer server) {
        return server.access().road().filter(road -> road != Road.RELAY).isEmpty();
    }

    static List<Resource<?>> first(Topology topology, List<Resource<?>> resources) {
        Set<ResourceId> place =
                of(topology).stream().findFirst().map(RecordPlace::made).orElse(Set.of());
        List<Resource<?>> ordered = new ArrayList<>();
        resources.stream().filter(one -> place.contains(one.id())).forEach(ordered::add);
        resources.stream().filter(one -> !place.contains(one.id())).forEach(ordered::add);
        return List.copyOf(ordered);
    }
}
