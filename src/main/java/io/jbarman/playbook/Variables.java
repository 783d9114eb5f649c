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
import io.jbarman.schema.SourceNode.Sequence;
import io.jbarman.schema.VarsBlock;
import io.jbarman.template.Interpolation;
import io.jbarman.template.TemplateException;
import io.jbarman.topology.HostFacts;
import io.jbarman.topology.VariableSource.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables that hold at one place, which may refer to each other. A variable whose value is a problem is no second
 * one. One that needs what only hosts have is a problem where it is used without a host, not where it stands.
 */
final class Variables {
    private static final int DEEPEST = 50;
    private static final String ITEM = "item";

    private final String host;
    private final Map<String, Declared> declared;
    private final Set<String> onHostsOnly;
    private final Budget budget;
    private final Diagnostics problems;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> putOff = new HashMap<>();
    private final Set<String> unusable = new HashSet<>();
    private final Set<String> used;
    private final List<String> path = new ArrayList<>();
    private boolean itemOfHost;

    /**
     * @param host whose they are; empty where no host is meant
     * @param onHostsOnly names that mean something on some hosts
     */
    Variables(
            String host, Map<String, Declared> declared, Set<String> onHostsOnly, Budget budget, Diagnostics problems) {
        this(host, declared, onHostsOnly, budget, problems, new HashSet<>());
    }

    private Variables(
            String host,
            Map<String, Declared> declared,
            Set<String> onHostsOnly,
            Budget budget,
            Diagnostics problems,
            Set<String> used) {
        this.host = host;
        this.declared = declared;
        this.onHostsOnly = onHostsOnly;
        this.budget = budget;
        this.problems = problems;
        this.used = used;
    }

    /** The same with variables of one more layer, which goes before all but the command line's. */
    Variables with(Layer layer) {
        Map<String, Declared> all = new LinkedHashMap<>(declared);
        Declared.of(List.of(layer)).forEach((name, more) -> {
            Declared below = declared.get(name);
            boolean given = below != null && below.source().level() == Level.GIVEN;
            if (!given) {
                all.put(name, below == null ? more : below.givesWayTo(more));
            }
        });
        return new Variables(host, all, onHostsOnly, budget, problems, used);
    }

    Map<String, Declared> declared() {
        return declared;
    }

    /** The same for one round of a loop. */
    Variables withItem(SourceNode item) {
        Variables round = new Variables(host, declared, onHostsOnly, budget, problems, used);
        Values.data(item).ifPresentOrElse(data -> round.values.put(ITEM, data), () -> round.unusable.add(ITEM));
        return round;
    }

    /** The same for one round of a loop whose item is worked out from what the host says of itself. */
    Variables withItemOfHost() {
        Variables round = new Variables(host, declared, onHostsOnly, budget, problems, used);
        round.itemOfHost = true;
        return round;
    }

    String host() {
        return host;
    }

    /** What a variable is said to be, nothing put in. */
    Optional<SourceNode> written(String name) {
        return Optional.ofNullable(declared.get(name)).map(one -> one.entry().value());
    }

    /** The same with what the host says of itself; nothing that was worked out without that counts. */
    Variables withFacts(Map<String, Object> facts) {
        Variables seen = new Variables(host, declared, onHostsOnly, budget, problems, used);
        value(VarsBlock.HOST).ifPresent(known -> seen.values.put(VarsBlock.HOST, HostFacts.in(known, facts)));
        Optional.ofNullable(values.get(ITEM)).ifPresent(item -> seen.values.put(ITEM, item));
        if (unusable.contains(ITEM)) {
            seen.unusable.add(ITEM);
        }
        return seen;
    }

    /** What is in hand of a loop, as text. */
    Optional<String> item() {
        return Optional.ofNullable(values.get(ITEM))
                .map(item ->
                        Values.tree(item, Origin.ofFile(""), Budget.MOST_VALUES).spelling());
    }

    /** What is said of each variable, where nothing goes before it. */
    List<Entry> entries() {
        return declared.values().stream().map(Declared::entry).toList();
    }

    /** All variables with a value that can be used, among those names. */
    Map<String, Object> values(Set<String> names) {
        Map<String, Object> found = new LinkedHashMap<>();
        names.forEach(name -> value(name).ifPresent(value -> found.put(name, value)));
        used.addAll(found.keySet());
        return found;
    }

    /** The names in a value; none where it cannot be understood, which interpolating it will tell. */
    static Set<String> usedIn(Scalar scalar) {
        return isExpression(scalar) ? usedIn(scalar.text()) : Set.of();
    }

    /** The same of a text. */
    static Set<String> usedIn(String text) {
        try {
            return Interpolation.isIn(text) ? Interpolation.parse(text).names() : Set.of();
        } catch (TemplateException notUnderstood) {
            return Set.of();
        }
    }

    private static boolean isExpression(Scalar scalar) {
        return scalar.kind() == Kind.TEXT && Interpolation.isIn(scalar.text());
    }

    /** All names that were looked up so far. */
    Set<String> used() {
        return Set.copyOf(used);
    }

    /** What a variable is here; empty if it has no value that can be used. */
    Optional<Object> value(String name) {
        resolve(name);
        return Optional.ofNullable(values.get(name));
    }

    /** A tree with variables put in; values that are a problem are of kind {@link Kind#UNKNOWN}. Keys stay as they are. */
    SourceNode interpolate(SourceNode node) {
        if (node instanceof Mapping mapping) {
            return interpolate(mapping);
        }
        if (node instanceof Sequence list) {
            return interpolate(list);
        }
        Scalar scalar = (Scalar) node;
        return isExpression(scalar) ? evaluate(scalar) : scalar;
    }

    /** What has no expression in it is not built anew: tasks are put in once for each of many hosts. */
    private Mapping interpolate(Mapping mapping) {
        List<Entry> entries = new ArrayList<>(mapping.entries().size());
        boolean changed = false;
        for (Entry entry : mapping.entries()) {
            SourceNode value = interpolate(entry.value());
            boolean same = value == entry.value();
            changed |= !same;
            entries.add(same ? entry : new Entry(entry.key(), entry.keyOrigin(), value));
        }
        return changed ? new Mapping(entries, mapping.origin()) : mapping;
    }

    private Sequence interpolate(Sequence list) {
        List<SourceNode> items = new ArrayList<>(list.items().size());
        boolean changed = false;
        for (SourceNode item : list.items()) {
            SourceNode value = interpolate(item);
            changed |= value != item;
            items.add(value);
        }
        return changed ? new Sequence(items, list.origin()) : list;
    }

    private SourceNode evaluate(Scalar scalar) {
        try {
            Interpolation text = Interpolation.parse(scalar.text());
            used.addAll(text.names());
            text.names().forEach(this::resolve);
            if (text.names().stream().anyMatch(unusable::contains)) {
                return unknown(scalar);
            }
            Optional<String> missing = text.names().stream()
                    .filter(putOff::containsKey)
                    .map(putOff::get)
                    .findFirst();
            return missing.map(name -> withoutHost(scalar, name)).orElseGet(() -> tree(text.evaluate(values), scalar));
        } catch (TemplateException problem) {
            Optional<String> elsewhere = problem.unknownVariable().filter(onHostsOnly::contains);
            if (elsewhere.isPresent() && host.isEmpty()) {
                return withoutHost(scalar, elsewhere.get());
            }
            problems.add(elsewhere.map(name -> onThisHost(scalar, name)).orElseGet(() -> diagnostic(scalar, problem)));
            return unknown(scalar);
        }
    }

    private SourceNode tree(Object value, Scalar place) {
        SourceNode tree = Values.tree(value, place.origin(), Budget.MOST_VALUES);
        budget.spend(tree.spelling());
        return tree;
    }

    private void resolve(String name) {
        Declared variable = declared.get(name);
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

    /** Within a variable that is no problem yet: it may be used on hosts only. */
    private SourceNode withoutHost(Scalar scalar, String missing) {
        if (path.isEmpty()) {
            problems.add(Diagnostic.error(
                    "unknown-variable",
                    scalar.origin(),
                    "variable '" + missing + "' has a value on hosts only, and no host is meant here",
                    "use it inside hosts, postgres or barman; or give it a value in vars as well"));
        } else {
            putOff.put(path.get(path.size() - 1), missing);
        }
        return unknown(scalar);
    }

    private void reportCycle(String name, Declared variable) {
        List<String> round = new ArrayList<>(path.subList(Math.max(0, path.indexOf(name)), path.size()));
        round.add(name);
        unusable.addAll(round);
        problems.add(Diagnostic.error(
                "cycle",
                variable.entry().value().origin(),
                path.contains(name)
                        ? "variables refer to each other: " + String.join(" -> ", round)
                        : "variables refer to each other more than " + DEEPEST + " deep",
                "give one of them a value of its own"));
    }

    private Diagnostic onThisHost(Scalar scalar, String name) {
        return Diagnostic.error(
                "unknown-variable",
                scalar.origin(),
                "variable '" + name + "' has no value on host '" + host + "'",
                "give it one there: hosts: { " + host + ": { vars: { " + name + ": ... } } }; or one for all, in vars");
    }

    private Diagnostic diagnostic(Scalar scalar, TemplateException problem) {
        if (itemOfHost && problem.unknownVariable().filter(ITEM::equals).isPresent()) {
            return Diagnostic.error(
                    "bad-expression",
                    scalar.origin(),
                    "the item in hand is worked out from host.facts, which has no say in what names a thing",
                    "loop over mappings: loop: [{ name: ..., value: \"{{ host.facts.cpus }}\" }], and item.name here");
        }
        return problem.unknownVariable()
                .map(name -> Diagnostic.error(
                        "unknown-variable",
                        scalar.origin(),
                        "unknown variable '" + name + "'",
                        Optional.of(name)
                                .filter(ITEM::equals)
                                .map(any -> "it is what a task's loop has in hand: add loop: [...]")
                                .or(() -> Suggestion.closest(name, declared.keySet())
                                        .map(near -> "did you mean '" + near + "'?"))
                                .orElse("define it: vars: { " + name + ": ... }")))
                .orElseGet(() -> Diagnostic.error(
                        "bad-expression",
                        scalar.origin(),
                        "cannot be interpolated: " + problem.getMessage(),
                        facts(problem)
                                .or(problem::remedy)
                                .orElse("between {{ and }} stands a variable, or an expression over variables")));
    }

    /** They are known when a host is looked at, which is after everything else. */
    private static Optional<String> facts(TemplateException problem) {
        return String.valueOf(problem.getMessage()).contains("'facts'")
                ? Optional.of("host.facts is seen when a plan is made: it has a place in 'when' and in the values of"
                        + " tasks, of handlers and of loops' items, but not in what names a thing, nor elsewhere")
                : Optional.empty();
    }

    private static Scalar unknown(Scalar scalar) {
        return new Scalar(scalar.text(), Kind.UNKNOWN, scalar.origin());
    }
}
