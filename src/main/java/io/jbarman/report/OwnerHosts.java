package io.jbarman.report;

import io.jbarman.topology.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * On which host what is that an address begins with.
 *
 * @param byOwner hosts by the names of servers, barmanhosts and themselves
 */
public record OwnerHosts(Map<String, String> byOwner) {
    public OwnerHosts {
        byOwner = Map.copyOf(byOwner);
    }

    /** As a topology has it. */
    public static OwnerHosts of(Topology topology) {
        Map<String, String> hosts = new HashMap<>();
        topology.barman().values().forEach(barman -> hosts.put(barman.name(), barman.host()));
        topology.servers().values().forEach(server -> hosts.put(server.name(), server.host()));
        topology.hosts().keySet().forEach(host -> hosts.put(host, host));
        return new OwnerHosts(hosts);
    }

    /** Things by the host that they are on, hosts and things in their order. */
    <T> Map<String, List<T>> group(Collection<T> things, Function<T, String> owner) {
        return things.stream()
                .collect(Collectors.groupingBy(
                        thing -> byOwner.getOrDefault(owner.apply(thing), owner.apply(thing)),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }
}
