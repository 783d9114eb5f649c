package io.jbarman.explain;

import io.jbarman.diagnostics.Origin;
import io.jbarman.topology.KnownVariable;
import java.util.List;

/**
 * What a name of a document stands for.
 *
 * @param what its kind in words, as PostgreSQL server; of the document itself, topology
 * @param origin where it stands
 * @param groups of a host: those that it is in; of a group: none
 * @param members of a group
 * @param variables that hold there
 * @param values its keys, with those that the document leaves out and that have a default
 * @param tasks what it compiles to, in the order of work
 */
public record Explanation(
        String what,
        String name,
        Origin origin,
        List<String> groups,
        List<String> members,
        List<KnownVariable> variables,
        List<Value> values,
        List<Task> tasks) {
    public Explanation {
        groups = List.copyOf(groups);
        members = List.copyOf(members);
        variables = List.copyOf(variables);
        values = List.copyOf(values);
        tasks = List.copyOf(tasks);
    }
}
