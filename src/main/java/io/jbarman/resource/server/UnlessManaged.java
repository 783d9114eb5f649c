package io.jbarman.resource.server;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.server.ClusterKeeper;
import io.jbarman.facts.server.ClusterManagerQuery;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.WrappingAny;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something of a server that a cluster manager would take back: where there is one, a change is a conflict, told with
 * what to say to the manager instead. Where that cannot be seen, the change cannot be planned.
 */
public record UnlessManaged<S>(Resource<S> inner, ClusterManagerQuery manager) implements WrappingAny<S> {
    @Override
    public UnlessManaged<S> around(Resource<S> other) {
        return new UnlessManaged<>(other, manager);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return Set.of(manager);
    }

    @Override
    public Decision decide(Facts facts) {
        Decision own = inner.decide(facts);
        if (!(own instanceof Decision.Change change)) {
            return own;
        }
        Fact<Optional<ClusterKeeper>> fact = facts.get(manager);
        if (fact instanceof Fact.Unknown<Optional<ClusterKeeper>> unseen) {
            return new Decision.Unknown(
                    id(),
                    "whether a cluster manager would take the change back cannot be seen: " + unseen.reason(),
                    unseen.remedy());
        }
        return ((Fact.Known<Optional<ClusterKeeper>>) fact)
                .value()
                .<Decision>map(found -> conflict(change, found))
                .orElse(own);
    }

    private Decision conflict(Decision.Change change, ClusterKeeper found) {
        String what = change.parts().stream()
                .flatMap(part -> part.differences().stream()
                        .map(one -> (part.id().equals(change.id())
                                        ? one.attribute()
                                        : part.id().name()) + " " + one.before() + " -> " + one.after()))
                .collect(Collectors.joining(", "));
        return new Decision.Conflict(
                id(),
                found.word() + " manages this server and would take the change back (" + what + ")",
                new ManagersWords(found).instead(change));
    }
}
