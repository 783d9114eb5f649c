package io.jbarman.explain;

import io.jbarman.graph.Graph;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.ResourceGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The resources of a topology in the order of work. */
final class Tasks {
    private final List<Task> all = new ArrayList<>();

    Tasks(ResourceGraph graph) {
        Graph<ResourceId> edges = graph.edges();
        List<ResourceId> order = edges.order();
        Map<ResourceId, List<ResourceId>> waiting = new HashMap<>();
        order.forEach(id -> edges.before(id)
                .forEach(earlier -> waiting.computeIfAbsent(earlier, any -> new ArrayList<>())
                        .add(id)));
        order.forEach(id -> all.add(new Task(id, sorted(edges.before(id)), waiting.getOrDefault(id, List.of()))));
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
