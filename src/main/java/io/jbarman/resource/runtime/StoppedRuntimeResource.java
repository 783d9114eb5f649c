package io.jbarman.resource.runtime;

import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.resource.Undoing;
import java.util.ArrayList;
import java.util.List;

/** That a runtime which jbarman started is stopped, and its unit gone. */
public record StoppedRuntimeResource(RuntimeResource made) implements Undoing<RuntimeFact> {
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
                        new RuntimeSteps(made).stop(unit, isOnItsOwn(observed, unit)));
    }

    /** Whether it runs and stopping the unit would not stop it. */
    private static boolean isOnItsOwn(RuntimeFact observed, boolean unit) {
        return observed.running()
                .filter(running -> !unit
                        || observed.systemd()
                                .filter(systemd -> systemd.mainPid() == running.pid())
                                .isEmpty())
                .isPresent();
    }
}
