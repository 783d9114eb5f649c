package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into trees, and puts more into them. Pure. */
final class SourceTrees {
    private SourceTrees() {}

    static Optional<Entry> entry(Mapping mapping, String key) {
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals(key)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** The mapping at a path of keys. */
    static Optional<Mapping> at(Mapping tree, List<String> path) {
        if (path.isEmpty()) {
            return Optional.of(tree);
        }
        return entry(tree, path.get(0))
                .map(Entry::value)
                .filter(Mapping.class::isInstance)
                .flatMap(inner -> at((Mapping) inner, path.subList(1, path.size())));
    }

    /**
     * The same with more entries in the mappings at paths of keys, which are made where nothing stands; a mistake stays
     * one.
     */
    static Mapping with(Mapping tree, Map<List<String>, List<Entry>> more) {
        Map<String, Map<List<String>, List<Entry>>> below = new LinkedHashMap<>();
        more.forEach((path, entries) -> {
            if (!path.isEmpty()) {
                below.computeIfAbsent(path.get(0), any -> new LinkedHashMap<>())
                        .put(path.subList(1, path.size()), entries);
            }
        });
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : tree.entries()) {
            Map<List<String>, List<Entry>> its = below.remove(entry.key());
            entries.add(its == null ? entry : new Entry(entry.key(), entry.keyOrigin(), grown(entry.value(), its)));
        }
        below.forEach((key, its) ->
                entries.add(new Entry(key, tree.origin(), with(new Mapping(List.of(), tree.origin()), its))));
        entries.addAll(more.getOrDefault(List.<String>of(), List.of()));
        return new Mapping(entries, tree.origin());
    }

    private static SourceNode grown(SourceNode value, Map<List<String>, List<Entry>> more) {
        if (value.isNothing()) {
            return with(new Mapping(List.of(), value.origin()), more);
        }
        return value instanceof Mapping mapping ? with(mapping, more) : value;
    }

    /** Whether two trees say the same, wherever they stand. */
    static boolean isSame(SourceNode one, SourceNode other) {
        boolean nothing = isNothing(one) && isNothing(other);
        return nothing || one.spelling().equals(other.spelling());
    }

    private static boolean isNothing(SourceNode node) {
        return node.isNothing()
                || (node instanceof Mapping mapping && mapping.entries().isEmpty());
    }
}
