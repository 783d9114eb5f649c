package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.topology.VariableSource.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where variables hold, and what is kept of their use there.
 *
 * @param host whose they are; empty where no host is meant
 * @param declared by name, what goes before all else that is said of it
 * @param onHostsOnly names that mean something on some hosts
 * @param used collects the names that are looked up
 */
record VariablePlace(
        String host,
        Map<String, Declared> declared,
        Set<String> onHostsOnly,
        Budget budget,
        Diagnostics problems,
        Set<String> used) {

    /** The same with variables of one more layer, which goes before all but the command line's. */
    VariablePlace with(Layer layer) {
        Map<String, Declared> all = new LinkedHashMap<>(declared);
        Declared.of(List.of(layer)).forEach((name, more) -> {
            Declared below = declared.get(name);
            boolean given = below != null && below.source().level() == Level.GIVEN;
            if (!given) {
                all.put(name, below == null ? more : below.givesWayTo(more));
            }
        });
        return new VariablePlace(host, all, onHostsOnly, budget, problems, used);
    }

    VariableProblems words() {
        return new VariableProblems(host, declared.keySet());
    }
}
