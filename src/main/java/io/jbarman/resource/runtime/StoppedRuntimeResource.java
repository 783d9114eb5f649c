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
    @Override
    public StoppedRuntimeResource agreed() {
        return new StoppedRuntimeResource(made, true);
    }

    @Override
    public Decision decide(RuntimeFact observed) {
        List<String> others = made.others(observed);
        if (!others.isEmpty() && !isAgreed) {
            return conflict(
                    "works for what this topology does not describe, too: " + String.join(", ", others)
                            + "; no WAL of that would come any more",
                    "Destroy the topologies of those first, or take away what nobody needs and let it reload (jbarman"
                            + " runtime reload)");
        }
        Optional<String> head =
                observed.systemd().flatMap(RuntimeFact.Systemd::unit).map(RuntimeResource::firstLine);
        boolean itsName = head.equals(Optional.of(RuntimeResource.firstLine(made.unit())));
        boolean ours = itsName
                || head.filter(line -> line.startsWith(RuntimeResource.OURS)).isPresent();
        if (ours && !itsName && !worksForUs(observed) && !isAgreed) {
            return conflict(
                    "is another topology's by now (" + head.orElse("").substring(2)
                            + "): what that one archives would end with it",
                    "Destroy that one first");
        }
        return stopped(observed, ours);
    }

    private Decision conflict(String what, String remedy) {
        return new Decision.Conflict(
                id(),
                "the runtime on " + made.runtime().host() + " " + what,
                remedy + ", or give " + OPTION + " " + id() + ": then the next apply of another one starts it again.");
    }

    /** A unit that keeps a runtime which has loaded no files but ours works for us, whoever wrote it. */
    private static boolean worksForUs(RuntimeFact observed) {
        return observed.running().isPresent() && !isOnItsOwn(observed, true);
    }

    private Decision stopped(RuntimeFact observed, boolean unit) {
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
