package io.jbarman.resource.play;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.SystemFactsQuery;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import io.jbarman.topology.FactValues;
import io.jbarman.topology.FactValues.Worth;
import java.util.Map;
import java.util.Set;

/**
 * Something whose values were worked out from what its host says of itself. Where the host did not say, or says otherwise
 * by now, what it is to be is not known.
 */
public record AsSeen<S>(Resource<S> inner, SystemFactsQuery system, FactValues from) implements WrappingAny<S> {
    @Override
    public AsSeen<S> around(Resource<S> other) {
        return new AsSeen<>(other, system, from);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return Set.of(system);
    }

    @Override
    public Decision decide(Facts facts) {
        Fact<Map<String, Object>> now = facts.get(system);
        if (now instanceof Fact.Unknown<Map<String, Object>> unknown) {
            return new Decision.Unknown(id(), unknown.reason(), unknown.remedy());
        }
        boolean same = from.worth() == Worth.SEEN && now.equals(new Fact.Known<>(from.facts()));
        return same ? inner.decide(facts) : Unseen.told(id(), system.host());
    }
}
