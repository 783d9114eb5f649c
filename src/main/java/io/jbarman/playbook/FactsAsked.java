package io.jbarman.playbook;

import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        if (!Nodes.anyText(Nodes.mapping(play, PlayBlock.VARS), Condition::asksHost)) {
            return new FactsAsked(Set.of());
        }
        return new FactsAsked(withUsers(
                variables.entries().stream()
                        .filter(entry -> Nodes.anyText(entry.value(), Condition::asksHost))
                        .map(Entry::key)
                        .toList(),
                users(variables.entries())));
    }

    /** Which variables use a name. */
    private static Map<String, List<String>> users(List<Entry> variables) {
        Map<String, List<String>> users = new HashMap<>();
        for (Entry variable : variables) {
            Nodes.eachText(
                    variable.value(),
                    text -> UsedNames.in(text)
                            .forEach(name -> users.computeIfAbsent(name, any -> new ArrayList<>())
                                    .add(variable.key())));
        }
        return users;
    }

    private static Set<String> withUsers(List<String> names, Map<String, List<String>> users) {
        Set<String> all = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (all.add(name)) {
                open.addAll(users.getOrDefault(name, List.of()));
            }
        }
        return all;
    }

    boolean by(SourceNode value) {
        return Nodes.anyText(value, text -> by(text, names));
    }

    private static boolean by(String text, Set<String> asking) {
        return Condition.asksHost(text) || (!asking.isEmpty() && !Collections.disjoint(UsedNames.in(text), asking));
    }
}
