package io.jbarman.resource.runtime;

import io.jbarman.facts.barman.RuntimeFact.Running;
import io.jbarman.facts.barman.RuntimeFact.Systemd;
import io.jbarman.facts.barman.RuntimeQuery;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a runtime gets from one state to another: with systemd by its unit, without by its own commands. Either returns
 * when the runtime is up: the unit's type is notify.
 */
record RuntimeSteps(RuntimeResource wanted) {
    private static final String UNIT_NAME = "jbarman.service";
    private static final String ROOT = "root";
    private static final List<String> ENABLE_NOW = List.of("enable", "--now", UNIT_NAME);

    /** Of one that does not run. */
    List<Step> start(Optional<Systemd> systemd) {
        List<Step> steps = new ArrayList<>(systemd.map(this::unitFile).orElse(List.of()));
        steps.add(
                systemd.isPresent()
                        ? systemctl(ENABLE_NOW, "start " + UNIT_NAME)
                        : jbarman("start", "start the runtime"));
        return steps;
    }

    /** Of one that is to be no more: by its own command where systemd does not keep it, and with its unit, if ours. */
    List<Step> stop(boolean unit, boolean onItsOwn) {
        List<Step> steps = new ArrayList<>(onItsOwn ? List.of(jbarman("stop", "stop the runtime")) : List.of());
        if (unit) {
            steps.addAll(withoutUnit());
        }
        return steps;
    }

    /** Of one that is to see which files are there by now. */
    List<Step> reload() {
        return List.of(jbarman("reload", "reload the runtime"));
    }

    private List<Step> withoutUnit() {
        return List.of(
                systemctl(List.of("disable", "--now", UNIT_NAME), "stop " + UNIT_NAME),
                new Step.RemoveFile(
                        host(), ROOT, RuntimeQuery.UNIT_FILE, "remove " + RuntimeQuery.UNIT_FILE + " from " + host()),
                systemctl(List.of("daemon-reload"), "let systemd forget " + UNIT_NAME));
    }

    /** Of one that runs. */
    List<Step> change(Running running, Optional<Systemd> systemd, boolean anew, boolean stale) {
        List<Step> steps = new ArrayList<>(systemd.map(this::unitFile).orElse(List.of()));
        if (anew) {
            steps.addAll(tried(running));
            steps.addAll(systemd.map(unit -> anew(running, unit))
                    .orElseGet(
                            () -> List.of(jbarman("stop", "stop the runtime"), jbarman("start", "start the runtime"))));
            return steps;
        }
        systemd.filter(unit -> !unit.enabled())
                .ifPresent(unit -> steps.add(systemctl(List.of("enable", UNIT_NAME), "enable " + UNIT_NAME)));
        if (stale) {
            steps.addAll(reload());
        }
        return steps;
    }

    /** What does not run at all, or could not be built, is found out while the one before still receives. */
    private List<Step> tried(Running running) {
        return !wanted.isReleased() && !wanted.otherJbarman(running).isEmpty()
                ? List.of(new Step.RunCommand(
                        host(),
                        wanted.user(),
                        List.of(wanted.launcher(), "--version"),
                        "try " + wanted.launcher() + " on " + host()))
                : List.of();
    }

    private List<Step> anew(Running running, Systemd systemd) {
        if (systemd.mainPid() != running.pid()) {
            return List.of(
                    jbarman("stop", "stop the runtime that systemd does not know"),
                    systemctl(ENABLE_NOW, "start " + UNIT_NAME));
        }
        Step restart = systemctl(List.of("restart", UNIT_NAME), "restart " + UNIT_NAME);
        return systemd.enabled()
                ? List.of(restart)
                : List.of(systemctl(List.of("enable", UNIT_NAME), "enable " + UNIT_NAME), restart);
    }

    private List<Step> unitFile(Systemd systemd) {
        if (systemd.unit().filter(wanted.ourUnit()::isDoneBy).isPresent()) {
            return List.of();
        }
        return List.of(
                new Step.WriteFile(
                        host(),
                        ROOT,
                        RuntimeQuery.UNIT_FILE,
                        SecretText.plain(wanted.unit()),
                        0644,
                        Optional.empty(),
                        "write " + RuntimeQuery.UNIT_FILE + " on " + host()),
                systemctl(List.of("daemon-reload"), "let systemd read " + UNIT_NAME));
    }

    private Step jbarman(String verb, String what) {
        return new Step.RunCommand(
                host(),
                wanted.user(),
                List.of(wanted.launcher(), "--config", wanted.config(), "runtime", verb),
                what + " on " + host());
    }

    private Step systemctl(List<String> arguments, String what) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        command.addAll(arguments);
        return new Step.RunCommand(host(), ROOT, command, what + " on " + host());
    }

    private String host() {
        return wanted.runtime().host();
    }
}
