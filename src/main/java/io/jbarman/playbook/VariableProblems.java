package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.template.TemplateException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with an expression, and what to do about it.
 *
 * @param host where it stands; empty where no host is meant
 * @param known names of variables there
 */
record VariableProblems(String host, Set<String> known) {
    static final String ITEM = "item";
    private static final String UNKNOWN = "unknown-variable";
    private static final String BAD = "bad-expression";

    /** One that has a value elsewhere. */
    Diagnostic notHere(Scalar scalar, String name) {
        return host.isEmpty() ? withoutHost(scalar, name) : onThisHost(scalar, name);
    }

    private static Diagnostic withoutHost(Scalar scalar, String name) {
        return Diagnostic.error(
                UNKNOWN,
                scalar.origin(),
                "variable '" + name + "' has a value on hosts only, and no host is meant here",
                "use it inside hosts, postgres or barman; or give it a value in vars as well");
    }

    private Diagnostic onThisHost(Scalar scalar, String name) {
        return Diagnostic.error(
                UNKNOWN,
                scalar.origin(),
                "variable '" + name + "' has no value on host '" + host + "'",
                "give it one there: hosts: { " + host + ": { vars: { " + name + ": ... } } }; or one for all, in vars");
    }

    /**
     * Variables that refer to each other, the first one again at the end, or too many of them.
     *
     * @param most how many are not too many
     */
    static Diagnostic cycle(List<String> round, boolean closed, int most, Origin origin) {
        return Diagnostic.error(
                "cycle",
                origin,
                closed
                        ? "variables refer to each other: " + String.join(" -> ", round)
                        : "variables refer to each other more than " + most + " deep",
                "give one of them a value of its own");
    }

    /** The item of a loop that only hosts know. */
    static Diagnostic itemOfHost(Scalar scalar) {
        return Diagnostic.error(
                BAD,
                scalar.origin(),
                "the item in hand is worked out from host.facts, which has no say in what names a thing",
                "loop over mappings: loop: [{ name: ..., value: \"{{ host.facts.cpus }}\" }], and item.name here");
    }

    Diagnostic of(Scalar scalar, TemplateException problem) {
        return problem.unknownVariable()
                .map(name ->
                        Diagnostic.error(UNKNOWN, scalar.origin(), "unknown variable '" + name + "'", remedy(name)))
                .orElseGet(() -> Diagnostic.error(
                        BAD,
                        scalar.origin(),
                        "cannot be interpolated: " + problem.getMessage(),
                        facts(problem)
                                .or(problem::remedy)
                                .orElse("between {{ and }} stands a variable, or an expression over variables")));
    }

    private String remedy(String name) {
        if (name.equals(ITEM)) {
            return "it is what a task's loop has in hand: add loop: [...]";
        }
        return Suggestion.closest(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("define it: vars: { " + name + ": ... }");
    }

    /** They are known when a host is looked at, which is after everything else. */
    private static Optional<String> facts(TemplateException problem) {
        return String.valueOf(problem.getMessage()).contains("'facts'")
                ? Optional.of("host.facts is seen when a plan is made: it has a place in 'when' and in the values of"
                        + " tasks, of handlers and of loops' items, but not in what names a thing, nor elsewhere")
                : Optional.empty();
    }
}
