package io.jbarman.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * The whole of what an apply would do, in the order in which it would be done.
 *
 * @param topology the document's name
 * @param decisions one for every resource of the topology
 * @param notes what is good to know and stops nothing
 */
public record Plan(String topology, List<Decision> decisions, List<Note> notes) {
    public Plan {
        decisions = List.copyOf(decisions);
        notes = List.copyOf(notes);
    }

    /** One that has nothing to note. */
    public Plan(String topology, List<Decision> decisions) {
        this(topology, decisions, List.of());
    }

    /** What is to be changed, in order. */
    public List<Decision.Change> changes() {
        return only(Decision.Change.class).toList();
    }

    /** Whether an apply would do, or may find, something to do. */
    public boolean asksForWork() {
        return decisions.stream().anyMatch(one -> one instanceof Decision.Change || one instanceof Decision.Deferred);
    }

    /** What stands in the way. */
    public List<Decision.Conflict> conflicts() {
        return only(Decision.Conflict.class).toList();
    }

    /** Decisions of one kind, in order. */
    public <D extends Decision> Stream<D> only(Class<D> kind) {
        return decisions.stream().filter(kind::isInstance).map(kind::cast);
    }
}
