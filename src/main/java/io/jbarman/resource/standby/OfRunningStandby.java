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

/**
 * Something of a standby that its making does not bring along, such as an archiver that its primary gets later: it is
 * looked at as soon as the standby runs, within the same apply.
 */
public record OfRunningStandby<S>(Resource<S> inner, StandbyResource standby) implements Wrapping<S> {
    @Override
    public Set<ResourceId> after() {
        Set<ResourceId> after = new HashSet<>(inner.after());
        after.add(standby.id());
        return after;
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return standby.needs();
    }

    @Override
    public Decision decide(Facts facts) {
        return standby.decide(facts) instanceof Decision.InSync
                ? inner.decide(facts)
                : new Decision.Unknown(
                        id(), standby.place().name() + " does not run as a standby yet", "Apply, which makes it one.");
    }

    @Override
    public List<Note> notes(Facts facts) {
        return standby.decide(facts) instanceof Decision.InSync ? inner.notes(facts) : List.of();
    }
}
