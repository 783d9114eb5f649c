package io.jbarman.resource.play;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.SystemFactsQuery;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.Map;
import java.util.Set;

/**
 * In the place of something of a server whose value is not known, since its host did not say what it is worked out from.
 * The server's restarts and reloads are decided without it.
 */
public record Unseen(ResourceId id, SystemFactsQuery system) implements Resource<Map<String, Object>> {
    static Decision told(ResourceId id, String host) {
        return new Decision.Unknown(
                id,
                "its value is worked out from what " + host + " says of itself, and it did not say so when the plan was"
                        + " begun",
                "See that " + host + " answers, then plan again.");
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(system);
    }

    @Override
    public Observation<Map<String, Object>> observe(Facts facts) {
        return Observation.of(facts.get(system));
    }

    @Override
    public Decision decide(Map<String, Object> observed) {
        return told(id, system.host());
    }
}
