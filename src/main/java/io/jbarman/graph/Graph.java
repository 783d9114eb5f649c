package io.jbarman.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * A directed graph of happens-before edges, immutable. Edges to nodes that are not in the graph are left out: what is
 * not managed cannot be waited for.
 *
 * @param <N> nodes, told apart by equals
 */
public final class Graph<N> {
    private final Map<N, Set<N>> predecessors;

    private Graph(Map<N, Set<N>> predecessors) {
        this.predecessors = predecessors;
    }

    /** A graph of the map's keys, each after the nodes that its value lists. */
    public static <N> Graph<N> of(Map<N, Set<N>> after) {
        Map<N, Set<N>> known = new LinkedHashMap<>();
        after.forEach((node, before) -> {
            Set<N> present = new LinkedHashSet<>(before);
            present.retainAll(after.keySet());
            known.put(node, present);
        });
        return new Graph<>(known);
    }

    /** The nodes that must come right before this one. */
    public Set<N> before(N node) {
        return Set.copyOf(predecessors.getOrDefault(node, Set.of()));
    }

    /**
     * All nodes, each behind those it must follow, otherwise in the order in which they were given.
     *
     * @throws CycleException naming the nodes of a cycle
     */
    public List<N> order() {
        List<N> nodes = List.copyOf(predecessors.keySet());
        Map<N, Integer> rank = new HashMap<>();
        nodes.forEach(node -> rank.put(node, rank.size()));
        Map<N, Integer> open = new HashMap<>();
        predecessors.forEach((node, before) -> open.put(node, before.size()));
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        open.forEach((node, count) -> {
            if (count == 0) {
                ready.add(rankOf(rank, node));
            }
        });
        Map<N, List<N>> successors = successors();
        List<N> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            N node = nodes.get(ready.remove());
            sorted.add(node);
            for (N next : successors.getOrDefault(node, List.of())) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(rankOf(rank, next));
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            throw new CycleException(cycle(Set.copyOf(sorted)));
        }
        return List.copyOf(sorted);
    }

    private static <N> int rankOf(Map<N, Integer> rank, N node) {
        return rank.getOrDefault(node, 0);
    }

    private Map<N, List<N>> successors() {
        Map<N, List<N>> successors = new HashMap<>();
        predecessors.forEach((node, before) -> before.forEach(earlier ->
                successors.computeIfAbsent(earlier, any -> new ArrayList<>()).add(node)));
        return successors;
    }

    private List<N> cycle(Set<N> sorted) {
        N current = predecessors.keySet().stream()
                .filter(node -> !sorted.contains(node))
                .findFirst()
                .orElseThrow();
        List<N> path = new ArrayList<>();
        while (!path.contains(current)) {
            path.add(current);
            current = before(current).stream()
                    .filter(node -> !sorted.contains(node))
                    .findFirst()
                    .orElseThrow();
        }
        List<N> cycle = new ArrayList<>(path.subList(path.indexOf(current), path.size()));
        cycle.add(current);
        java.util.Collections.reverse(cycle);
        return cycle;
    }
}
