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
 * older jbarman wrote below it. One that works for servers of others as well goes on for them, without ours.
 *
 * @param created whether jbarman started it
 */
public record StoppedRuntimeResource(RuntimeResource made, boolean created, boolean isAgreed)
        implements Guarded<RuntimeFact>, Undoing<RuntimeFact> {
    @Override
    public StoppedRuntimeResource agreed() {
        return new StoppedRuntimeResource(made, created, true);
    }

    @Override
    public Decision decide(RuntimeFact observed) {
        List<String> others = made.others(observed);
        if (!others.isEmpty() && !isAgreed) {
            return withoutOurs(observed.running().orElseThrow(), others);
        }
        return created ? stopped(observed) : new Decision.InSync(id(), "it was there before, and stays");
    }

    /** Their files go before it is told, as they would behind it. */
    private Decision withoutOurs(RuntimeFact.Running running, List<String> others) {
        List<String> ours = made.files().keySet().stream()
                .filter(running.files()::containsKey)
                .sorted()
                .toList();
        return ours.isEmpty()
                ? new Decision.InSync(id(), "it works for others only")
                : new Decision.Change(
                        id(),
                        Action.UPDATE,
                        ours.stream()
                                .map(path -> new Difference(path, "loaded", ""))
                                .toList(),
                        Effect.NONE,
                        "it goes on for what this topology does not describe: " + String.join(", ", others) + "; give "
                                + OPTION + " " + id() + " to have it stopped all the same",
                        new RuntimeSteps(made).without(ours));
    }

    private Decision stopped(RuntimeFact observed) {
        Optional<String> head =
                observed.systemd().flatMap(RuntimeFact.Systemd::unit).map(StoppedRuntimeResource::firstLine);
        boolean unit = head.filter(firstLine(made.unit())::equals).isPresent();
        if (!unit && head.filter(line -> line.startsWith(RuntimeResource.OURS)).isPresent()) {
            return new Decision.Conflict(
                    id(),
                    "the runtime on " + made.runtime().host() + " is another topology's by now ("
                            + head.get().substring(2) + "): what that one archives would end with it",
                    "Destroy that one first; or apply this topology once more, if the runtime is to be its own.");
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
