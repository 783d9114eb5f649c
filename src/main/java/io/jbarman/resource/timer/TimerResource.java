package io.jbarman.resource.timer;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.file.PathFact;
import io.jbarman.facts.file.PathQuery;
import io.jbarman.facts.timer.TimerFact;
import io.jbarman.facts.timer.TimerQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A systemd timer: two unit files, enabled and active. They are the system's units even where someone else than root
 * applies (then written by sudo), since a user's own units end with the user's last session unless lingering is on.
 *
 * @param owner the host's name in addresses
 * @param calendar when it runs; empty where its file says an interval
 * @param after nothing for the one that looks for drift: a server that has to wait for its restart is one more reason to
 *     look
 */
public record TimerResource(
        String owner, String host, TimerUnits units, Optional<String> calendar, TimerWords words, Set<ResourceId> after)
        implements Resource<TimerState> {
    private static final String ROOT = "root";
    private static final int MODE = 0644;

    public TimerResource {
        after = Set.copyOf(after);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(owner, "timer", units.unit());
    }

    /** Who applies, and from which directory, is not in the document. */
    @Override
    public String demand() {
        return words.demand();
    }

    @Override
    public List<Want> wants() {
        return new Wants()
                .put(units.timerPath(), units.timer())
                .put(units.servicePath(), units.service())
                .put("starts at boot", "true")
                .put("active", "true")
                .list();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(timer(), file(units.servicePath()), file(units.timerPath()));
    }

    private TimerQuery timer() {
        return new TimerQuery(host, Account.LOGIN, units.unit(), calendar);
    }

    private PathQuery file(String path) {
        return new PathQuery(host, Account.LOGIN, path, true);
    }

    @Override
    public Observation<TimerState> observe(Facts facts) {
        return Observation.of(facts.get(timer()))
                .then(timer -> Observation.of(facts.get(file(units.servicePath())))
                        .then(service -> Observation.of(facts.get(file(units.timerPath())))
                                .map(file -> new TimerState(timer, service, file))));
    }

    @Override
    public Decision decide(TimerState observed) {
        if (!observed.timer().systemd()) {
            return new Decision.Conflict(id(), words.unsupported(), words.instead());
        }
        return obstacle(observed).orElseGet(() -> compare(observed));
    }

    private Optional<Decision> obstacle(TimerState observed) {
        return foreign(units.servicePath(), observed.serviceFile())
                .or(() -> foreign(units.timerPath(), observed.timerFile()));
    }

    private Optional<Decision> foreign(String path, PathFact fact) {
        if (fact.isAbsent() || fact.kind() == PathFact.Kind.FILE) {
            return Optional.empty();
        }
        return Optional.of(new Decision.Conflict(
                id(),
                path + " is there and is no file; a masked unit looks like this",
                "Run 'systemctl unmask " + path.substring(path.lastIndexOf('/') + 1)
                        + "' (or move it away), then apply again; or " + words.without() + "."));
    }

    private Decision compare(TimerState observed) {
        List<Difference> differences = differences(observed);
        if (differences.isEmpty()) {
            return new Decision.InSync(id(), words.right());
        }
        boolean absent = observed.timerFile().isAbsent();
        return new Decision.Change(
                id(),
                absent ? Action.CREATE : Action.UPDATE,
                differences,
                Effect.NONE,
                absent ? words.missing() : "the timer differs",
                steps(observed));
    }

    private List<Difference> differences(TimerState observed) {
        List<Difference> differences = new ArrayList<>();
        file(units.servicePath(), units.service(), observed.serviceFile()).ifPresent(differences::add);
        file(units.timerPath(), units.timer(), observed.timerFile()).ifPresent(differences::add);
        TimerFact timer = observed.timer();
        if (!timer.enabled()) {
            differences.add(new Difference("starts at boot", "false", "true"));
        }
        if (!timer.active()) {
            differences.add(new Difference("active", "false", "true"));
        }
        if (timer.stale()) {
            differences.add(new Difference("read by systemd", "(older)", "(as written)"));
        }
        return differences;
    }

    private static Optional<Difference> file(String path, String wanted, PathFact fact) {
        if (fact.isAbsent()) {
            return Optional.of(new Difference(path, "", "(as rendered)"));
        }
        if ((fact.mode() & 0022) != 0) {
            return Optional.of(new Difference(path, "mode " + fact.modeText(), "mode 0644"));
        }
        return fact.content().equals(Optional.of(wanted))
                ? Optional.empty()
                : Optional.of(new Difference(path, "(differs)", "(as rendered)"));
    }

    private List<Step> steps(TimerState observed) {
        List<Step> steps = new ArrayList<>();
        write(units.servicePath(), units.service(), observed.serviceFile()).ifPresent(steps::add);
        write(units.timerPath(), units.timer(), observed.timerFile()).ifPresent(steps::add);
        TimerFact timer = observed.timer();
        boolean rewritten = !steps.isEmpty() || timer.stale();
        if (rewritten) {
            steps.add(systemctl(List.of("daemon-reload"), "let systemd read " + units.timerName()));
        }
        if (!timer.enabled() || !timer.active()) {
            steps.add(systemctl(List.of("enable", "--now", units.timerName()), "start " + units.timerName()));
        }
        if (rewritten && timer.active()) {
            steps.add(systemctl(List.of("restart", units.timerName()), "count anew in " + units.timerName()));
        }
        return steps;
    }

    private Optional<Step> write(String path, String content, PathFact fact) {
        return file(path, content, fact)
                .map(differs -> new Step.WriteFile(
                        host,
                        ROOT,
                        path,
                        SecretText.plain(content),
                        MODE,
                        Optional.empty(),
                        "write " + path + " on " + host));
    }

    Step remove(String path) {
        return new Step.RemoveFile(host, ROOT, path, "remove " + path + " from " + host);
    }

    Step systemctl(List<String> arguments, String what) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        command.addAll(arguments);
        return new Step.RunCommand(host, ROOT, command, what + " on " + host);
    }
}
