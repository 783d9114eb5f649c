package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Variables of a command line, put in place of a document's own. Their values are data, braces in them too. One that
 * the document neither declares nor uses is a slip of the keyboard.
 */
record GivenVariables(Map<String, String> values) {
    private static final String VARS = "vars";

    /** The document with these values in its variables. */
    SourceNode into(SourceNode tree) {
        if (values.isEmpty() || !(tree instanceof Mapping document)) {
            return tree;
        }
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : document.entries()) {
            boolean vars = entry.key().equals(VARS) && entry.value() instanceof Mapping;
            entries.add(vars ? new Entry(VARS, entry.keyOrigin(), over((Mapping) entry.value())) : entry);
        }
        if (document.entries().stream().noneMatch(entry -> entry.key().equals(VARS))) {
            entries.add(new Entry(VARS, document.origin(), over(new Mapping(List.of(), document.origin()))));
        }
        return new Mapping(entries, document.origin());
    }

    private Mapping over(Mapping declared) {
        List<Entry> entries = new ArrayList<>();
        declared.entries().stream()
                .filter(entry -> !values.containsKey(entry.key()))
                .forEach(entries::add);
        values.forEach((name, value) ->
                entries.add(new Entry(name, origin(name), new Scalar(value, Kind.INTERPOLATED, origin(name)))));
        return new Mapping(entries, declared.origin());
    }

    /** Tells of those that are not among the names that the document has something to do with. */
    void reportUnknown(Set<String> declared, Set<String> used, Diagnostics problems) {
        Set<String> known = new HashSet<>(declared);
        known.addAll(used);
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(Diagnostic.error(
                        "unknown-variable",
                        origin(name),
                        "the topology has no variable '" + name + "'",
                        hint(name, known))));
    }

    private static String hint(String name, Set<String> known) {
        return Suggestion.closest(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse(
                        known.isEmpty()
                                ? "it has none at all: write its values out, or declare vars"
                                : "its variables are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()));
    }

    private static Origin origin(String name) {
        return Origin.ofFile("-e " + name);
    }
}
