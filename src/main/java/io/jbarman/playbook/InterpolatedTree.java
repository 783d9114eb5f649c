package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A tree with its variables put in. Keys are names and stay as they are. */
final class InterpolatedTree {
    private InterpolatedTree() {}

    static SourceNode of(SourceNode tree, GivenVariables given, Diagnostics problems) {
        Set<String> declared = names(vars(tree));
        SourceNode complete = given.into(tree);
        Variables variables = Variables.of(vars(complete), problems);
        SourceNode interpolated = interpolate(complete, variables);
        given.reportUnknown(declared, variables.used(), problems);
        return interpolated;
    }

    /** What the variables are called, and what their own values use, whether those values count or not. */
    private static Set<String> names(Mapping vars) {
        Set<String> names = new HashSet<>();
        for (Entry entry : vars.entries()) {
            names.add(entry.key());
            if (entry.value() instanceof Scalar scalar) {
                names.addAll(Variables.usedIn(scalar));
            }
        }
        return names;
    }

    private static Mapping vars(SourceNode tree) {
        Mapping none = new Mapping(List.of(), tree.origin());
        if (!(tree instanceof Mapping document)) {
            return none;
        }
        return document.entries().stream()
                .filter(entry -> entry.key().equals("vars") && entry.value() instanceof Mapping)
                .map(entry -> (Mapping) entry.value())
                .findFirst()
                .orElse(none);
    }

    private static SourceNode interpolate(SourceNode node, Variables variables) {
        if (node instanceof Mapping mapping) {
            List<Entry> entries = mapping.entries().stream()
                    .map(entry -> new Entry(entry.key(), entry.keyOrigin(), interpolate(entry.value(), variables)))
                    .toList();
            return new Mapping(entries, mapping.origin());
        }
        if (node instanceof Sequence list) {
            List<SourceNode> items = list.items().stream()
                    .map(item -> interpolate(item, variables))
                    .toList();
            return new Sequence(items, list.origin());
        }
        return variables.interpolate((Scalar) node);
    }
}
