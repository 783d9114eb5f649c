package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.template.Interpolation;
import io.jbarman.template.TemplateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Works out the variables of a place, each when it is first asked for and once. A variable whose value is a problem is no
 * second one. One that needs what only hosts have is a problem where it is used without a host, not where it stands.
 */
final class Evaluation {
    private static final int DEEPEST = 50;

    private final VariablePlace place;
    private final boolean itemOfHost;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> putOff = new HashMap<>();
    private final Set<String> unusable = new HashSet<>();
    private final List<String> path = new ArrayList<>();

    /** @param itemOfHost whether what a loop has in hand is worked out from what the host says of itself */
    Evaluation(VariablePlace place, boolean itemOfHost) {
        this.place = place;
        this.itemOfHost = itemOfHost;
    }

    /** What is not declared, or goes before what is; empty for one that is a problem already. */
    void know(String name, Optional<Object> value) {
        value.ifPresentOrElse(known -> values.put(name, known), () -> unusable.add(name));
    }

    /** What is known, without working it out. */
    Optional<Object> known(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean isUnusable(String name) {
        return unusable.contains(name);
    }

    /** What a variable is here; empty if it has no value that can be used. */
    Optional<Object> value(String name) {
        resolve(name);
        return known(name);
    }

    /** A tree with variables put in; values that are a problem are of kind {@link Kind#UNKNOWN}. Keys stay as they are. */
    SourceNode interpolate(SourceNode node) {
        return Nodes.replaceScalars(node, scalar -> UsedNames.isExpression(scalar) ? evaluate(scalar) : scalar);
    }

    private SourceNode evaluate(Scalar scalar) {
        try {
            Interpolation text = Interpolation.parse(scalar.text());
            place.used().addAll(text.names());
            text.names().forEach(this::resolve);
            if (text.names().stream().anyMatch(unusable::contains)) {
                return unknown(scalar);
            }
            Optional<String> missing = text.names().stream()
                    .filter(putOff::containsKey)
                    .map(putOff::get)
                    .findFirst();
            place.budget()
                    .filter(
                            scalar.text(),
                            text.names().stream().map(values::get).filter(Objects::nonNull));
            return missing.map(name -> withoutHost(scalar, name)).orElseGet(() -> tree(text.evaluate(values), scalar));
        } catch (TemplateException problem) {
            return refused(scalar, problem);
        }
    }

    private SourceNode refused(Scalar scalar, TemplateException problem) {
        Optional<String> elsewhere = problem.unknownVariable().filter(place.onHostsOnly()::contains);
        if (elsewhere.isPresent() && place.host().isEmpty()) {
            return withoutHost(scalar, elsewhere.get());
        }
        place.problems()
                .add(elsewhere
                        .map(name -> place.words().notHere(scalar, name))
                        .orElseGet(() -> diagnostic(scalar, problem)));
        return unknown(scalar);
    }

    private Diagnostic diagnostic(Scalar scalar, TemplateException problem) {
        boolean item =
                problem.unknownVariable().filter(VariableProblems.ITEM::equals).isPresent();
        return itemOfHost && item
                ? VariableProblems.itemOfHost(scalar)
                : place.words().of(scalar, problem);
    }

    private SourceNode tree(Object value, Scalar scalar) {
        SourceNode tree = Values.tree(value, scalar.origin(), Budget.MOST_VALUES);
        place.budget().spend(tree.spelling());
        return tree;
    }

    private void resolve(String name) {
        Declared variable = place.declared().get(name);
        if (variable == null || values.containsKey(name) || unusable.contains(name) || putOff.containsKey(name)) {
            return;
        }
        if (path.contains(name) || path.size() >= DEEPEST) {
            reportCycle(name, variable);
            return;
        }
        path.add(name);
        SourceNode value = interpolate(variable.entry().value());
        path.remove(path.size() - 1);
        Values.data(value).filter(data -> !putOff.containsKey(name)).ifPresent(data -> values.put(name, data));
        if (!values.containsKey(name) && !putOff.containsKey(name)) {
            unusable.add(name);
        }
    }

    private void reportCycle(String name, Declared variable) {
        List<String> round = new ArrayList<>(path.subList(Math.max(0, path.indexOf(name)), path.size()));
        round.add(name);
        unusable.addAll(round);
        place.problems()
                .add(VariableProblems.cycle(
                        round,
                        path.contains(name),
                        DEEPEST,
                        variable.entry().value().origin()));
    }

    /** Within a variable that is no problem yet: it may be used on hosts only. */
    private SourceNode withoutHost(Scalar scalar, String missing) {
        if (path.isEmpty()) {
            place.problems().add(place.words().notHere(scalar, missing));
        } else {
            putOff.put(path.get(path.size() - 1), missing);
        }
        return unknown(scalar);
    }

    private static Scalar unknown(Scalar scalar) {
        return new Scalar(scalar.text(), Kind.UNKNOWN, scalar.origin());
    }
}
