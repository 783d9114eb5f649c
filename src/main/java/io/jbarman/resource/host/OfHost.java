package io.jbarman.resource.host;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.EntryFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Set;

/** One that is seen by one question to its host. */
interface OfHost<S> extends Resource<S> {
    FactQuery.OfHost<S> query();

    /** What the document says of it. */
    Record wanted();

    @Override
    default String demand() {
        return wanted().toString();
    }

    @Override
    default Set<FactQuery<?>> needs() {
        return Set.of(query());
    }

    @Override
    default Observation<S> observe(Facts facts) {
        return Observation.of(facts.get(query()));
    }

    /** Something to be done, which no server has to reload for. */
    default Decision change(Action action, List<Difference> differences, String reason, List<Step> steps) {
        return new Decision.Change(id(), action, differences, Effect.NONE, reason, steps);
    }

    /** Something that an operator decides. */
    default Decision conflict(String summary, String remedy) {
        return new Decision.Conflict(id(), summary, remedy);
    }

    /** A change of what is at a path, unless root could be led elsewhere on the way to it. */
    default Decision safely(Decision decision, PathOwnership ownership, EntryFact fact) {
        return decision instanceof Decision.Change
                ? ownership
                        .hindrance(fact)
                        .<Decision>map(why -> conflict(
                                "nothing is changed at " + ownership.wanted().path() + ": " + why
                                        + ", so that a link there could lead root elsewhere",
                                "Give the directories to root, with no right for others to write; or say owner, one who owns"
                                        + " all of them and what is there."))
                        .orElse(decision)
                : decision;
    }

    /** What root is to run for it. */
    default Root root() {
        return new Root(query().host());
    }
}
