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
import io.jbarman.topology.VariableSource.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Variables of a command line, which go before a document's own. Their values are data, braces in them too. One that
 * the document neither declares nor uses is a slip of the keyboard.
 */
record GivenVariables(Map<String, String> values) {
    Layer layer() {
        List<Entry> entries = new ArrayList<>();
        values.forEach((name, value) -> entries.add(new Entry(name, origin(name), node(value, origin(name)))));
        return new Layer(Level.GIVEN, "", new Mapping(entries, Origin.ofFile("-e")));
    }

    private static SourceNode node(String value, Origin origin) {
        return GivenValue.structure(value)
                .map(data -> Values.tree(data, origin, Budget.MOST_VALUES))
                .orElseGet(() -> new Scalar(value, Kind.INTERPOLATED, origin));
    }

    /** Tells of those that are not among the names that the document has something to do with. */
    void reportUnknown(Set<String> known, Diagnostics problems) {
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
