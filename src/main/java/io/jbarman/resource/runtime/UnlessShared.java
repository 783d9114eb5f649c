package io.jbarman.resource.runtime;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import java.util.Set;

/** That a main configuration file goes, unless the runtime goes on by it for servers of others. */
public record UnlessShared<S>(Resource<S> inner, RuntimeResource runtime) implements WrappingAny<S> {
    @Override
    public UnlessShared<S> around(Resource<S> other) {
        return new UnlessShared<>(other, runtime);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return runtime.needs();
    }

    @Override
    public Decision decide(Facts facts) {
        boolean shared = facts.get(runtime.runtime()) instanceof Fact.Known<RuntimeFact> known
                && !runtime.others(known.value()).isEmpty();
        return shared ? new Decision.InSync(id(), "the runtime goes on by it for others") : inner.decide(facts);
    }
}
