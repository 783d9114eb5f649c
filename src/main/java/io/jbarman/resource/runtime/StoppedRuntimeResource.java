package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** That a runtime which jbarman started is stopped, and its unit gone. */
public record StoppedRuntimeResource(RuntimeResource made) implements Resource<RuntimeFact> {
    @Override
    public ResourceId id() {
        return made.id();
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return made.needs();
    }

    @Override
    public Observation<RuntimeFact> observe(Facts facts) {
        return made.observe(facts);
    }

    @Override
    public Decision decide(RuntimeFact observed) {
        boolean unit = observed.systemd()
                .flatMap(RuntimeFact.Systemd::unit)
                .filter(made.unit()::equals)
                .isPresent();
        List<Difference> differences = new ArrayList<>();
        if (observed.running().isPresent()) {
            differences.add(new Difference("state", "running", "stopped"));
        }
        if (unit) {
            differences.add(new Difference("unit", "installed", ""));
        }
        return differences.isEmpty()
                ? new Decision.InSync(id(), "no runtime runs")
                : new Decision.Change(
                        id(),
                        Action.REMOVE,
                        differences,
                        Effect.NONE,
                        "a runtime that jbarman started: no WAL is received from here on",
                        new RuntimeSteps(made).stop(unit));
    }
}
