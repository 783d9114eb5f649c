package io.jbarman.resource.runtime;

import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Undoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That a runtime which jbarman started is stopped, and its unit gone. The unit is known by its first line, whatever an
 * older jbarman wrote below it. One that works for servers of others as well is not stopped by the way.
 */
public record StoppedRuntimeResource(RuntimeResource made, boolean isAgreed)
        implements Guarded<RuntimeFact>, Undoing<RuntimeFact> {
    private static final String OURS = "# Written by jbarman from the topology ";

    @Override
    public StoppedRuntimeResource agreed() {
        return new StoppedRuntimeResource(made, true);
    }

    @Override
    public Decision decide(RuntimeFact observed) {
        Optional<String> head =
                observed.systemd().flatMap(RuntimeFact.Systemd::unit).map(StoppedRuntimeResource::firstLine);
        boolean unit = head.filter(firstLine(made.unit())::equals).isPresent();
        if (!unit && head.filter(line -> line.startsWith(OURS)).isPresent()) {
            return new Decision.Conflict(
                    id(),
                    "the runtime on " + made.runtime().host() + " is another topology's by now ("
                            + head.get().substring(2) + "): what that one archives would end with it",
                    "Destroy that one first; or apply this topology once more, if the runtime is to be its own.");
        }
        List<String> others = observed.running().map(this::others).orElse(List.of());
        if (!others.isEmpty() && !isAgreed) {
            return new Decision.Conflict(
                    id(),
                    "the runtime on " + made.runtime().host() + " works for what this topology does not describe, too: "
                            + String.join(", ", others) + "; no WAL of that would come any more",
                    "Take away what nobody needs and let it reload (jbarman runtime reload), or give " + OPTION + " "
                            + id() + ".");
        }
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

    /** Configuration files that it has loaded besides ours. */
    private List<String> others(RuntimeFact.Running running) {
        return running.files().keySet().stream()
                .filter(path -> !path.equals(made.config()) && !made.files().containsKey(path))
                .sorted()
                .toList();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
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
