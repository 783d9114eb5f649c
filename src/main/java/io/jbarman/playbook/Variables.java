package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.template.Interpolation;
import io.jbarman.template.TemplateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The variables of a document, which may refer to each other. A variable whose value is a problem is no second one. */
final class Variables {
    private static final int LONGEST_VALUE = 64 * 1024;
    private static final int LONGEST_TOTAL = 4 * 1024 * 1024;
    private static final int DEEPEST = 50;

    private final Map<String, Scalar> sources = new LinkedHashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> unusable = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> path = new ArrayList<>();
    private final Diagnostics problems;
    private long rendered;

    private Variables(Diagnostics problems) {
        this.problems = problems;
    }

    static Variables of(Mapping vars, Diagnostics problems) {
        Variables variables = new Variables(problems);
        for (Entry entry : vars.entries()) {
            if (entry.value() instanceof Scalar scalar && scalar.kind() != Kind.UNKNOWN) {
                variables.sources.put(entry.key(), scalar);
            } else {
                variables.unusable.add(entry.key());
            }
        }
        return variables;
    }

    /** The names in a value; none where it cannot be understood, which interpolating it will tell. */
    static Set<String> usedIn(Scalar scalar) {
        if (scalar.kind() != Kind.TEXT || !Interpolation.isIn(scalar.text())) {
            return Set.of();
        }
        try {
            return Interpolation.parse(scalar.text()).names();
        } catch (TemplateException notUnderstood) {
            return Set.of();
        }
    }

    /** All names that were looked up so far. */
    Set<String> used() {
        return Set.copyOf(used);
    }

    /** The text with variables put in; of kind {@link Kind#UNKNOWN} if that is a problem. */
    Scalar interpolate(Scalar scalar) {
        if (scalar.kind() != Kind.TEXT || !Interpolation.isIn(scalar.text())) {
            return scalar;
        }
        try {
            Interpolation text = Interpolation.parse(scalar.text());
            used.addAll(text.names());
            text.names().forEach(this::resolve);
            if (text.names().stream().anyMatch(unusable::contains)) {
                return unknown(scalar);
            }
            return new Scalar(bounded(text.render(values)), Kind.INTERPOLATED, scalar.origin());
        } catch (TemplateException problem) {
            report(scalar, problem);
            return unknown(scalar);
        }
    }

    private void resolve(String name) {
        Scalar source = sources.get(name);
        if (source == null || values.containsKey(name) || unusable.contains(name)) {
            return;
        }
        if (path.contains(name) || path.size() >= DEEPEST) {
            reportCycle(name, source);
            return;
        }
        path.add(name);
        Scalar value = interpolate(source);
        path.remove(path.size() - 1);
        if (value.kind() == Kind.UNKNOWN) {
            unusable.add(name);
        } else {
            values.put(name, value.text());
        }
    }

    private void reportCycle(String name, Scalar source) {
        List<String> round = new ArrayList<>(path.subList(Math.max(0, path.indexOf(name)), path.size()));
        round.add(name);
        unusable.addAll(round);
        problems.add(Diagnostic.error(
                "cycle",
                source.origin(),
                path.contains(name)
                        ? "variables refer to each other: " + String.join(" -> ", round)
                        : "variables refer to each other more than " + DEEPEST + " deep",
                "give one of them a value of its own"));
    }

    private String bounded(String text) {
        rendered += text.length();
        if (text.length() > LONGEST_VALUE || rendered > LONGEST_TOTAL) {
            throw new TemplateException("it grows beyond all measure");
        }
        return text;
    }

    private void report(Scalar scalar, TemplateException problem) {
        Diagnostic diagnostic = problem.unknownVariable()
                .map(name -> Diagnostic.error(
                        "unknown-variable",
                        scalar.origin(),
                        "unknown variable '" + name + "'",
                        Suggestion.closest(name, sources.keySet())
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("define it: vars: { " + name + ": ... }")))
                .orElseGet(() -> Diagnostic.error(
                        "bad-expression",
                        scalar.origin(),
                        "cannot be interpolated: " + problem.getMessage(),
                        "between {{ and }} stands a variable, or an expression over variables"));
        problems.add(diagnostic);
    }

    private static Scalar unknown(Scalar scalar) {
        return new Scalar(scalar.text(), Kind.UNKNOWN, scalar.origin());
    }
}
