package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.HopsFact;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import java.util.Set;

/**
 * A check that is made again where the runtime is started anew: what a server's archiver failed to send meanwhile it tries
 * again a minute later, or when the next segment is complete (PostgreSQL: "archive_command").
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
        return own instanceof Decision.InSync && runtime.decide(facts) instanceof Decision.Change
                ? hop.again("to be proved again: the runtime does not go on as it runs now")
                : own;
    }
}
