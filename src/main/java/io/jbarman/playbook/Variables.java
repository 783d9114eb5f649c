package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.VarsBlock;
import io.jbarman.topology.HostFacts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables that hold at one place, which may refer to each other. */
final class Variables {
    private static final String ITEM = VariableProblems.ITEM;

    private final VariablePlace place;
    private final Evaluation evaluation;

    /**
     * @param host whose they are; empty where no host is meant
     * @param onHostsOnly names that mean something on some hosts
     */
    Variables(
            String host, Map<String, Declared> declared, Set<String> onHostsOnly, Budget budget, Diagnostics problems) {
        this(new VariablePlace(host, declared, onHostsOnly, budget, problems, new HashSet<>()));
    }

    private Variables(VariablePlace place) {
        this(place, false);
    }

    private Variables(VariablePlace place, boolean itemOfHost) {
        this.place = place;
        this.evaluation = new Evaluation(place, itemOfHost);
    }

    /** The same with variables of one more layer, which goes before all but the command line's. */
    Variables with(Layer layer) {
        return new Variables(place.with(layer));
    }

    /** The same for one round of a loop. */
    Variables withItem(SourceNode item) {
        Variables round = new Variables(place);
        round.evaluation.know(ITEM, Values.data(item));
        return round;
    }

    /** The same for one round of a loop whose item is worked out from what the host says of itself. */
    Variables withItemOfHost() {
        return new Variables(place, true);
    }

    /** The same with what the host says of itself; nothing that was worked out without that counts. */
    Variables withFacts(Map<String, Object> facts) {
        Variables seen = new Variables(place);
        value(VarsBlock.HOST)
                .ifPresent(known -> seen.evaluation.know(VarsBlock.HOST, Optional.of(HostFacts.in(known, facts))));
        Optional<Object> item = evaluation.known(ITEM);
        if (item.isPresent() || evaluation.isUnusable(ITEM)) {
            seen.evaluation.know(ITEM, item);
        }
        return seen;
    }

    String host() {
        return place.host();
    }

    Map<String, Declared> declared() {
        return place.declared();
    }

    /** What a variable is said to be, nothing put in. */
    Optional<SourceNode> written(String name) {
        return Optional.ofNullable(place.declared().get(name))
                .map(one -> one.entry().value());
    }

    /** What is said of each variable, where nothing goes before it. */
    List<Entry> entries() {
        return place.declared().values().stream().map(Declared::entry).toList();
    }

    /** What is in hand of a loop, as text. */
    Optional<String> item() {
        return evaluation
                .known(ITEM)
                .map(item ->
                        Values.tree(item, Origin.ofFile(""), Budget.MOST_VALUES).spelling());
    }

    /** All variables with a value that can be used, among those names. */
    Map<String, Object> values(Set<String> names) {
        Map<String, Object> found = new LinkedHashMap<>();
        names.forEach(name -> value(name).ifPresent(value -> found.put(name, value)));
        place.used().addAll(found.keySet());
        return found;
    }

    /** All names that were looked up so far. */
    Set<String> used() {
        return Set.copyOf(place.used());
    }

    /** What a variable is here; empty if it has no value that can be used. */
    Optional<Object> value(String name) {
        return evaluation.value(name);
    }

    /** A tree with variables put in; values that are a problem are of kind {@link Kind#UNKNOWN}. Keys stay as they are. */
    SourceNode interpolate(SourceNode node) {
        return evaluation.interpolate(node);
    }
}
