package io.jbarman.resource.trust;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.trust.RemoteTest;
import io.jbarman.facts.trust.RemoteTestFact;
import io.jbarman.facts.trust.RemoteTestQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Set;

/**
 * A check: that one account's ssh gets through to another one and is answered there. Where it does not, the check itself
 * is what is to be done, after everything that it depends on: it fails the run by naming the hop that is broken.
 *
 * @param name within the owner: {@code ssh-backup}
 * @param what is proved, for people
 */
public record RemoteProof(Peer from, String name, String what, RemoteTest test, Set<ResourceId> after)
        implements Resource<RemoteTestFact> {
    public RemoteProof {
        after = Set.copyOf(after);
    }

    /** The address of a check. */
    public static ResourceId id(Peer from, String name) {
        return new ResourceId(from.owner(), "check", name);
    }

    @Override
    public ResourceId id() {
        return id(from, name);
    }

    @Override
    public String demand() {
        return what;
    }

    private RemoteTestQuery query() {
        return new RemoteTestQuery(from.host(), from.account(), test);
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(query());
    }

    @Override
    public Observation<RemoteTestFact> observe(Facts facts) {
        return Observation.of(facts.get(query()));
    }

    @Override
    public Decision decide(RemoteTestFact observed) {
        if (observed.succeeded()) {
            return new Decision.InSync(id(), what);
        }
        String hop = Hop.of(observed);
        return new Decision.Change(
                id(),
                Action.RUN,
                List.of(new Difference(hop, observed.reason(), what)),
                Effect.NONE,
                hop,
                List.of(new Step.RunCommand(
                        from.host(), from.user(), test.arguments(), "prove on " + from.host() + " that " + what)));
    }
}
