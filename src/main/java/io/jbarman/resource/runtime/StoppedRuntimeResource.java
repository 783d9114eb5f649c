package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Undoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * That a runtime which jbarman started is stopped, and its unit gone. The unit is known by its first line, whatever an
 * older jbarman wrote below it. One that works for servers of others as well, or would once it is up again, is not stopped
 * by the way.
 */
public record StoppedRuntimeResource(RuntimeResource made, boolean isAgreed)
        implements Guarded<RuntimeFact>, Undoing<RuntimeFact> {
    @Override
    public StoppedRuntimeResource agreed() {
        return new StoppedRuntimeResource(made, true);
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(made.runtime(), made.directory());
    }

    @Override
    public Observation<RuntimeFact> observe(Facts facts) {
        return made.observe(facts)
                .then(runtime -> Observation.of(facts.get(made.directory())).map(runtime::with));
    }

    /** Configuration files besides this topology's that it works by, or would; none where that cannot be seen. */
    List<String> others(Facts facts) {
        return observe(facts) instanceof Observation.Seen<RuntimeFact> seen
                ? made.others().in(seen.state())
                : List.of();
    }

    @Override
    public Decision decide(RuntimeFact observed) {
        Optional<String> head =
                observed.systemd().flatMap(RuntimeFact.Systemd::unit).map(RuntimeUnit::firstLine);
        boolean itsName = head.equals(Optional.of(RuntimeUnit.firstLine(made.unit())));
        boolean ours = itsName
                || head.filter(line -> line.startsWith(RuntimeUnit.OURS)).isPresent();
        Decision stopped = stopped(observed, ours);
        return isAgreed || stopped instanceof Decision.InSync
                ? stopped
                : others(observed)
                        .or(() -> head.filter(any -> ours && !itsName && !worksForUs(observed))
                                .map(this::anothers))
                        .orElse(stopped);
    }

    private Optional<Decision> others(RuntimeFact observed) {
        List<String> others = made.others().in(observed);
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(conflict(
                        (observed.running().isPresent() ? "works" : "is down, and works once it is up again,")
                                + " for what this topology does not describe, too: " + String.join(", ", others)
                                + "; no WAL of that would come any more",
                        "Destroy the topologies of those first, or take away what nobody needs and let it reload (jbarman"
                                + " runtime reload)"));
    }

    private Decision anothers(String head) {
        return conflict(
                "is another topology's by now (" + head.substring(2) + "): what that one archives would end with it",
                "Destroy that one first");
    }

    private Decision conflict(String what, String remedy) {
        return new Decision.Conflict(
                id(),
                "the runtime on " + made.runtime().host() + " " + what,
                remedy + ", or give " + OPTION + " " + id() + ": then the next apply of another one starts it again.");
    }

    /** A unit whose runtime has no files but ours, or would have none, works for us, whoever wrote it. */
    private boolean worksForUs(RuntimeFact observed) {
        return observed.running().isPresent()
                ? !isOnItsOwn(observed, true)
                : observed.systemd()
                        .flatMap(RuntimeFact.Systemd::unit)
                        .filter(made.ourUnit()::isDoneBy)
                        .isPresent();
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
