package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import java.util.List;
import java.util.Set;

/**
 * That something which a runtime goes by is gone, unless servers of others are there that go by it as well, whether it runs
 * or not.
 *
 * @param inner that it goes
 * @param isPending whether it is to go once those others have gone; otherwise it is theirs from here on
 */
public record UnlessShared<S>(Resource<S> inner, StoppedRuntimeResource runtime, boolean isPending)
        implements WrappingAny<S> {
    @Override
    public UnlessShared<S> around(Resource<S> other) {
        return new UnlessShared<>(other, runtime, isPending);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return runtime.needs();
    }

    @Override
    public Decision decide(Facts facts) {
        List<String> others = runtime.others(facts);
        return others.isEmpty() ? inner.decide(facts) : stays("others go by it: " + String.join(", ", others));
    }

    private Decision stays(String reason) {
        return isPending
                ? new Decision.Pending(
                        id(), reason, "Destroy this topology once more when the topologies of those are destroyed.")
                : new Decision.InSync(id(), reason);
    }
}
