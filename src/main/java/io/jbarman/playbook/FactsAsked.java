package io.jbarman.playbook;

import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Which values ask the host, by themselves or by a variable that does.
 *
 * @param names of the variables that ask it, which only those of a play may
 */
record FactsAsked(Set<String> names) {
    FactsAsked {
        names = Set.copyOf(names);
    }

    /** In a play, with the variables of a host. */
    static FactsAsked in(SourceNode play, Variables variables) {
        Set<String> asking = new HashSet<>();
        boolean more = Nodes.anyText(Nodes.mapping(play, PlayBlock.VARS), Condition::asksHost);
        while (more) {
            more = asking.addAll(variables.entries().stream()
                    .filter(entry -> Nodes.anyText(entry.value(), text -> by(text, asking)))
                    .map(Entry::key)
                    .toList());
        }
        return new FactsAsked(asking);
    }

    boolean by(SourceNode value) {
        return Nodes.anyText(value, text -> by(text, names));
    }

    private static boolean by(String text, Set<String> asking) {
        return Condition.asksHost(text) || (!asking.isEmpty() && !Collections.disjoint(UsedNames.in(text), asking));
    }
}
