package io.jbarman.playbook;

import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
}
