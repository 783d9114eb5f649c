package io.jbarman.resource;

import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import java.util.List;
import java.util.Set;

/** A resource with another place in the order of things. */
public record Reordered<S>(Resource<S> inner, Set<ResourceId> after) implements WrappingAny<S> {
    public Reordered {
        after = Set.copyOf(after);
    }

    /** The inner one may look at more than it observes of itself. */
    @Override
    public Decision decide(Facts facts) {
        return inner.decide(facts);
    }

    @Override
    public Reordered<S> around(Resource<S> other) {
        return new Reordered<>(other, after);
    }

    @Override
    public List<Note> notes(Facts facts) {
        return inner.notes(facts);
    }
}
