package io.jbarman.engine;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.RecordedFacts;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A plan from what was seen once. What depends on answers that hold secrets is left out, since those are not kept.
 *
 * @param leftOut what is not in the plan
 */
public record OfflinePlan(Plan plan, Set<ResourceId> leftOut) {
    /** The plan for a topology of that name; no server is looked at. */
    public static OfflinePlan of(String topology, ResourceGraph graph, RecordedFacts recorded) {
        Facts facts = recorded.facts(graph.questions());
        Set<ResourceId> confidential = new LinkedHashSet<>();
        graph.resources().stream()
                .filter(resource -> resource.needs().stream().anyMatch(FactQuery::isConfidential))
                .filter(resource -> resource.decide(facts) instanceof Decision.Unknown)
                .map(Resource::id)
                .forEach(confidential::add);
        return new OfflinePlan(
                Planner.plan(topology, graph.only(id -> !confidential.contains(id)), facts), confidential);
    }
}
