package io.jbarman.resource;

import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import java.util.List;
import java.util.Set;

/** A resource with another place in the order of things. */
public record Reordered<S>(Resource<S> inner, Set<ResourceId> after) implements Wrapping<S>, Guarded<S> {
    @Override
    public boolean isGuarded() {
        return inner instanceof Guarded<S> guarded && guarded.isGuarded();
    }

    public Reordered {
        after = Set.copyOf(after);
    }

    @Override
    public Reordered<S> agreed() {
        return inner instanceof Guarded<S> guarded ? new Reordered<>(guarded.agreed(), after) : this;
    }

    /** The inner one may look at more than it observes of itself. */
    @Override
    public Decision decide(Facts facts) {
        return inner.decide(facts);
    }

    @Override
    public Resource<S> within(Set<ResourceId> scope) {
        return new Reordered<>(inner.within(scope), after);
    }

    @Override
    public List<Note> notes(Facts facts) {
        return inner.notes(facts);
    }
}
