package io.jbarman.engine;

import io.jbarman.facts.Facts;
import io.jbarman.graph.Graph;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Note;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what is demanded with what was seen. Pure: the same graph and facts always give the same plan.
 *
 * <p>Everything is decided on its own facts. What is not as it should be and comes right after something that stands in
 * the way (a conflict, a pending restart, something that could not be seen) waits for that: it is blocked by it, and
 * the cause is told once. A resource that has several shares does without those that wait. What cannot be seen because of something that this plan makes is put off until that is there.
 */
public final class Planner {
    private Planner() {}

    /** The plan for a topology of that name. */
    public static Plan plan(String topology, ResourceGraph graph, Facts facts) {
        Graph<ResourceId> edges = graph.edges();
        Map<ResourceId, ResourceId> causes = new HashMap<>();
        Map<ResourceId, ResourceId> makers = new HashMap<>();
        List<Decision> decisions = new ArrayList<>();
        List<Note> notes = new ArrayList<>();
        for (Resource<?> resource : graph.order()) {
            Decision decision = putOff(own(resource, facts, edges, causes), edges, makers);
            cause(decision).ifPresent(cause -> causes.put(decision.id(), cause));
            maker(resource, decision).ifPresent(maker -> makers.put(decision.id(), maker));
            decisions.add(decision);
            notes.addAll(resource.notes(facts));
        }
        return new Plan(topology, decisions, notes);
    }

    /** What can do without what stands in the way does, and whoever waits for that is told. */
    private static Decision own(
            Resource<?> resource, Facts facts, Graph<ResourceId> edges, Map<ResourceId, ResourceId> causes) {
        Set<ResourceId> missing =
                edges.before(resource.id()).stream().filter(causes::containsKey).collect(Collectors.toSet());
        return resource.without(missing)
                .map(rest -> rest.decide(facts))
                .orElseGet(() -> waiting(resource.decide(facts), edges, causes));
    }

    private static Decision putOff(Decision own, Graph<ResourceId> edges, Map<ResourceId, ResourceId> makers) {
        if (!(own instanceof Decision.Unknown unknown)) {
            return own;
        }
        return first(own.id(), edges, makers)
                .<Decision>map(maker -> new Decision.Deferred(own.id(), maker, unknown.reason()))
                .orElse(own);
    }

    /** What makes those behind this decision visible, if they have to wait for that. */
    private static Optional<ResourceId> maker(Resource<?> resource, Decision decision) {
        if (decision instanceof Decision.Deferred deferred) {
            return Optional.of(deferred.maker());
        }
        return decision instanceof Decision.Change change && change.action() != Action.REMOVE && resource.reveals()
                ? Optional.of(decision.id())
                : Optional.empty();
    }

    private static Optional<ResourceId> first(
            ResourceId id, Graph<ResourceId> edges, Map<ResourceId, ResourceId> roots) {
        return edges.before(id).stream()
                .filter(roots::containsKey)
                .map(roots::get)
                .min(java.util.Comparator.comparing(ResourceId::toString));
    }

    private static Decision waiting(Decision own, Graph<ResourceId> edges, Map<ResourceId, ResourceId> causes) {
        Optional<ResourceId> cause = first(own.id(), edges, causes);
        if (cause.isEmpty()) {
            return own;
        }
        if (own instanceof Decision.Change change) {
            return new Decision.Blocked(own.id(), cause.get(), change.reason(), true);
        }
        if (own instanceof Decision.Unknown unknown) {
            return new Decision.Blocked(own.id(), cause.get(), unknown.reason(), false);
        }
        return own;
    }

    /** What those behind this decision wait for, if they have to. */
    private static Optional<ResourceId> cause(Decision decision) {
        if (decision instanceof Decision.Blocked blocked) {
            return Optional.of(blocked.cause());
        }
        boolean inTheWay = decision instanceof Decision.Conflict
                || decision instanceof Decision.Pending
                || decision instanceof Decision.Unknown;
        return inTheWay ? Optional.of(decision.id()) : Optional.empty();
    }
}
