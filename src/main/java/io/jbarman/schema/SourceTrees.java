package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import java.util.ArrayList;
import java.util.List;
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

    /** The same with more entries in the mapping at a path, which is made where nothing stands; a mistake stays one. */
    static Mapping with(Mapping tree, List<String> path, List<Entry> more) {
        List<Entry> entries = new ArrayList<>(tree.entries());
        if (path.isEmpty()) {
            entries.addAll(more);
            return new Mapping(entries, tree.origin());
        }
        String key = path.get(0);
        List<String> rest = path.subList(1, path.size());
        Optional<Entry> there = entry(tree, key);
        if (there.isEmpty()) {
            Mapping made = with(new Mapping(List.of(), tree.origin()), rest, more);
            entries.add(new Entry(key, tree.origin(), made));
        } else {
            entries.replaceAll(old ->
                    old.key().equals(key) ? new Entry(key, old.keyOrigin(), grown(old.value(), rest, more)) : old);
        }
        return new Mapping(entries, tree.origin());
    }

    private static SourceNode grown(SourceNode value, List<String> path, List<Entry> more) {
        if (value.isNothing()) {
            return with(new Mapping(List.of(), value.origin()), path, more);
        }
        return value instanceof Mapping mapping ? with(mapping, path, more) : value;
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
