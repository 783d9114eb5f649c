package io.jbarman.topology;

import io.jbarman.topology.FactValues.Worth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A task of a play on one host, for one item.
 *
 * @param host on which it is done: of a server's, where that runs
 * @param declares what it says something of
 * @param tags its own and its play's
 * @param when all of what must hold, as far as only the host can tell
 * @param repeats whether the document itself declares the same, so that it holds whatever becomes of the task
 * @param hidden whether no value of it is to be shown
 * @param from what of its host its values were worked out from, where they were
 */
public record PlayTask(
        String name,
        String host,
        Thing declares,
        Set<String> tags,
        List<FactCondition> when,
        boolean repeats,
        boolean hidden,
        Optional<FactValues> from) {
    public PlayTask {
        tags = Set.copyOf(tags);
        when = List.copyOf(when);
    }

    /** The same, where the document says so by itself. */
    public PlayTask repeating() {
        return new PlayTask(name, host, declares, tags, when, true, hidden, from);
    }

    /** Whether what it declares could not be worked out; of a server, it is not declared then. */
    public boolean isMissing() {
        return from.filter(values -> values.worth() == Worth.MISSING).isPresent();
    }

    /** Under which conditions what it declares holds. */
    public List<FactCondition> conditions() {
        return repeats ? List.of() : when;
    }
}
