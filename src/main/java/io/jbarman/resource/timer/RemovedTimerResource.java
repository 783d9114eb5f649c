package io.jbarman.resource.timer;

import io.jbarman.facts.file.PathFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Step;
import io.jbarman.resource.Undoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** That a timer which jbarman made is no more: stopped first, then its files go. */
public record RemovedTimerResource(TimerResource made) implements Undoing<TimerState> {
    @Override
    public String demand() {
        return "no timer";
    }

    @Override
    public Decision decide(TimerState observed) {
        Optional<String> others = made.units()
                .foreign(observed)
                .map(path -> path + " is somebody else's, and stays")
                .or(() -> made.units().otherTopology(observed).map(one -> "it is of the topology " + one + " by now"));
        if (others.isPresent()) {
            return new Decision.InSync(id(), others.get());
        }
        List<Difference> differences = differences(observed);
        return differences.isEmpty()
                ? new Decision.InSync(id(), made.words().gone())
                : new Decision.Change(
                        id(),
                        Action.REMOVE,
                        differences,
                        Effect.NONE,
                        made.words().removed(),
                        steps(observed));
    }

    private List<Difference> differences(TimerState observed) {
        List<Difference> differences = new ArrayList<>();
        if (observed.timer().active()) {
            differences.add(new Difference("active", "true", "false"));
        }
        if (observed.timer().enabled()) {
            differences.add(new Difference("starts at boot", "true", "false"));
        }
        files(observed).forEach(path -> differences.add(new Difference(path, "installed", "")));
        return differences;
    }

    private List<Step> steps(TimerState observed) {
        List<Step> steps = new ArrayList<>();
        String timer = made.units().timerName();
        if (observed.timer().active() || observed.timer().enabled()) {
            steps.add(made.systemctl(List.of("disable", "--now", timer), "stop " + timer));
        }
        files(observed).forEach(path -> steps.add(made.remove(path)));
        if (observed.timer().systemd()) {
            steps.add(made.systemctl(List.of("daemon-reload"), "let systemd forget " + timer));
        }
        return steps;
    }

    /** The timer's last: as long as it is there, systemd and the next look know of it. */
    private List<String> files(TimerState observed) {
        List<String> files = new ArrayList<>();
        if (observed.serviceFile().kind() == PathFact.Kind.FILE) {
            files.add(made.units().servicePath());
        }
        if (observed.timerFile().kind() == PathFact.Kind.FILE) {
            files.add(made.units().timerPath());
        }
        return files;
    }
}
