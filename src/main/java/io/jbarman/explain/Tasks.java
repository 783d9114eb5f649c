package io.jbarman.explain;

import io.jbarman.compile.DeclaredIds;
import io.jbarman.graph.Graph;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.play.HandlerResource;
import io.jbarman.topology.FactValues;
import io.jbarman.topology.FactValues.Worth;
import io.jbarman.topology.Play;
import io.jbarman.topology.SourceMap;
import io.jbarman.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The resources of a topology in the order of work. */
final class Tasks {
    private final List<Task> all = new ArrayList<>();

    Tasks(ResourceGraph graph, Topology topology, SourceMap sources) {
        Graph<ResourceId> edges = graph.edges();
        List<ResourceId> order = edges.order();
        Map<ResourceId, List<ResourceId>> waiting = new HashMap<>();
        order.forEach(id -> edges.before(id)
                .forEach(earlier -> waiting.computeIfAbsent(earlier, any -> new ArrayList<>())
                        .add(id)));
        Map<ResourceId, List<String>> declared = declared(order, topology);
        Map<ResourceId, List<Want>> wants = wants(graph, topology);
        Sayings sayings = new Sayings(sources, order.stream().collect(Collectors.groupingBy(ResourceId::owner)));
        order.forEach(id -> all.add(new Task(
                id,
                wants.getOrDefault(id, List.of()),
                sorted(edges.before(id)),
                waiting.getOrDefault(id, List.of()),
                declared.getOrDefault(id, List.of()),
                sayings.declaring(id),
                sayings.owner(id))));
    }

    private static Map<ResourceId, List<Want>> wants(ResourceGraph graph, Topology topology) {
        Map<ResourceId, List<Want>> wants =
                graph.resources().stream().collect(Collectors.toMap(Resource::id, Resource::wants));
        workedOut(wants.keySet(), topology)
                .forEach((id, host) ->
                        wants.put(id, Wants.of("worked out from what " + host + " says of itself: a plan shows it")));
        return wants;
    }

    /** The addresses of what no host has been asked for, with that host; until then there are examples only. */
    private static Map<ResourceId, String> workedOut(Set<ResourceId> ids, Topology topology) {
        Map<String, List<ResourceId>> byOwner = ids.stream().collect(Collectors.groupingBy(ResourceId::owner));
        Map<ResourceId, String> hosts = new HashMap<>();
        for (Play play : topology.plays()) {
            play.tasks().stream()
                    .filter(task -> isExample(task.from()))
                    .forEach(task -> new DeclaredIds(task.declares())
                            .among(byOwner.getOrDefault(task.declares().owner(), List.of()))
                            .forEach(id -> hosts.put(id, task.host())));
            play.handlers().stream()
                    .filter(handler -> isExample(handler.from()))
                    .forEach(handler -> hosts.put(HandlerResource.id(handler.host(), handler.name()), handler.host()));
        }
        return hosts;
    }

    private static boolean isExample(Optional<FactValues> from) {
        return from.filter(values -> values.worth() != Worth.SEEN).isPresent();
    }

    private static Map<ResourceId, List<String>> declared(List<ResourceId> ids, Topology topology) {
        Map<String, List<ResourceId>> byOwner = ids.stream().collect(Collectors.groupingBy(ResourceId::owner));
        Map<ResourceId, List<String>> declared = new HashMap<>();
        for (Play play : topology.plays()) {
            play.tasks()
                    .forEach(task -> new DeclaredIds(task.declares())
                            .among(byOwner.getOrDefault(task.declares().owner(), List.of()))
                            .forEach(id -> declared.computeIfAbsent(id, any -> new ArrayList<>())
                                    .add("task '" + task.name() + "' of play '" + play.name() + "'")));
            play.handlers()
                    .forEach(handler -> declared.computeIfAbsent(
                                    HandlerResource.id(handler.host(), handler.name()), any -> new ArrayList<>())
                            .add("handlers of play '" + play.name() + "'"));
        }
        return declared;
    }

    private static List<ResourceId> sorted(Iterable<ResourceId> ids) {
        List<ResourceId> sorted = new ArrayList<>();
        ids.forEach(sorted::add);
        sorted.sort(Comparator.comparing(ResourceId::toString));
        return sorted;
    }

    List<Task> where(Predicate<ResourceId> wanted) {
        return all.stream().filter(task -> wanted.test(task.id())).toList();
    }

    List<String> addresses() {
        return all.stream().map(task -> task.id().toString()).toList();
    }
}
