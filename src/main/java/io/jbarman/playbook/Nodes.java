package io.jbarman.playbook;

import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks into trees that nobody has checked yet: what is not as it should be is not there. */
final class Nodes {
    private Nodes() {}

    static Optional<SourceNode> at(SourceNode node, String key) {
        for (Entry entry : entries(node)) {
            if (entry.key().equals(key)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    static List<Entry> entries(SourceNode node) {
        return node instanceof Mapping mapping ? mapping.entries() : List.of();
    }

    static Mapping mapping(SourceNode node, String key) {
        return at(node, key)
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .orElseGet(() -> new Mapping(List.of(), node.origin()));
    }

    /** The single values of a list, or the one that stands in its place. */
    static List<Scalar> scalars(SourceNode node) {
        if (node instanceof Scalar scalar) {
            return scalar.isNothing() ? List.of() : List.of(scalar);
        }
        return node instanceof Sequence list
                ? list.items().stream()
                        .filter(Scalar.class::isInstance)
                        .map(Scalar.class::cast)
                        .toList()
                : List.of();
    }

    /** Whether any text in a tree is such. */
    static boolean anyText(SourceNode node, Predicate<String> such) {
        if (node instanceof Scalar scalar) {
            return such.test(scalar.text());
        }
        return node instanceof Sequence list
                ? list.items().stream().anyMatch(item -> anyText(item, such))
                : entries(node).stream().anyMatch(entry -> anyText(entry.value(), such));
    }

    /** Hands over every text in a tree. */
    static void eachText(SourceNode node, Consumer<String> taker) {
        anyText(node, text -> {
            taker.accept(text);
            return false;
        });
    }

    /** The same mapping with each value replaced; anything else as it is. */
    static SourceNode map(SourceNode node, BiFunction<String, SourceNode, SourceNode> change) {
        if (!(node instanceof Mapping mapping)) {
            return node;
        }
        return new Mapping(
                mapping.entries().stream()
                        .map(entry ->
                                new Entry(entry.key(), entry.keyOrigin(), change.apply(entry.key(), entry.value())))
                        .toList(),
                mapping.origin());
    }

    /**
     * The same tree with each single value replaced. What nothing is replaced in is not built anew: tasks are gone through
     * once for each of many hosts.
     */
    static SourceNode replaceScalars(SourceNode node, Function<Scalar, SourceNode> change) {
        if (node instanceof Mapping mapping) {
            return replaceScalars(mapping, change);
        }
        return node instanceof Sequence list ? replaceScalars(list, change) : change.apply((Scalar) node);
    }

    private static Mapping replaceScalars(Mapping mapping, Function<Scalar, SourceNode> change) {
        List<Entry> entries = new ArrayList<>(mapping.entries().size());
        boolean changed = false;
        for (Entry entry : mapping.entries()) {
            SourceNode value = replaceScalars(entry.value(), change);
            boolean same = value == entry.value();
            changed |= !same;
            entries.add(same ? entry : new Entry(entry.key(), entry.keyOrigin(), value));
        }
        return changed ? new Mapping(entries, mapping.origin()) : mapping;
    }

    private static Sequence replaceScalars(Sequence list, Function<Scalar, SourceNode> change) {
        List<SourceNode> items = new ArrayList<>(list.items().size());
        boolean changed = false;
        for (SourceNode item : list.items()) {
            SourceNode value = replaceScalars(item, change);
            changed |= value != item;
            items.add(value);
        }
        return changed ? new Sequence(items, list.origin()) : list;
    }
}
