package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.HopsFact;
import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import java.util.Optional;
import java.util.Set;

/**
 * A check that is made again where the runtime is started anew, though it holds before and after: what a server's archiver
 * failed to send meanwhile it tries again a minute later, or when the next segment is complete (PostgreSQL:
 * "archive_command").
 */
public record ProvedAnew(Resource<HopsFact> inner, HopResource hop, RuntimeResource runtime)
        implements WrappingAny<HopsFact> {
    @Override
    public ProvedAnew around(Resource<HopsFact> other) {
        return new ProvedAnew(other, hop, runtime);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return runtime.needs();
    }

    @Override
    public Decision decide(Facts facts) {
        Decision own = inner.decide(facts);
        return own instanceof Decision.InSync && isStartedAnew(facts) ? again() : own;
    }

    private boolean isStartedAnew(Facts facts) {
        return runtime.observe(facts) instanceof Observation.Seen<RuntimeFact> seen && runtime.startsAnew(seen.state());
    }

    @Override
    public Optional<Decision.Change> anyhow(Decision planned, Set<ResourceId> moved) {
        return moved.contains(runtime.id()) && planned.equals(again()) ? Optional.of(again()) : Optional.empty();
    }

    private Decision.Change again() {
        return hop.again("to be proved again: the runtime is started anew");
    }
}
