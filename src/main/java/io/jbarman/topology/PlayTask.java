package io.jbarman.topology;

import java.util.List;
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
 */
public record PlayTask(
        String name,
        String host,
        Thing declares,
        Set<String> tags,
        List<FactCondition> when,
        boolean repeats,
        boolean hidden) {
    public PlayTask {
        tags = Set.copyOf(tags);
        when = List.copyOf(when);
    }

    /** Under which conditions what it declares holds. */
    public List<FactCondition> conditions() {
        return repeats ? List.of() : when;
    }
}
