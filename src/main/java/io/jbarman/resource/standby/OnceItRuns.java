package io.jbarman.resource.standby;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Wrapping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Something of a standby that comes with its making, and is a resource of its own from then on. */
public record OnceItRuns<S>(Resource<S> inner, StandbyResource standby, Set<ResourceId> alsoAfter)
        implements Wrapping<S> {
    public OnceItRuns {
        alsoAfter = Set.copyOf(alsoAfter);
    }

    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>(inner.after());
        after.addAll(alsoAfter);
        return after;
    }

    @Override
    public OnceItRuns<S> within(Set<ResourceId> scope) {
        return new OnceItRuns<>(inner.within(scope), standby, alsoAfter);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return standby.needs();
    }

    @Override
    public Decision decide(Facts facts) {
        Decision whole = standby.decide(facts);
        return whole instanceof Decision.InSync
                ? inner.decide(facts)
                : new Decision.InSync(
                        id(), "is looked at once " + standby.place().name() + " runs as a standby");
    }

    @Override
    public List<Note> notes(Facts facts) {
        return standby.decide(facts) instanceof Decision.InSync ? inner.notes(facts) : List.of();
    }
}
