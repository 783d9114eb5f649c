package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.facts.barman.RuntimeQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.topology.BarmanHost.Supervise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The running runtime, with the configuration files that this topology renders: started where it does not run, told to
 * read its files again where it has loaded other ones.
 *
 * @param owner the barmanhost's name in addresses
 * @param launcher absolute path of jbarman
 * @param config the main configuration file
 * @param unit content of its systemd unit
 * @param files SHA-256 of the files that it has to have loaded, by path
 */
public record RuntimeResource(
        String owner,
        String user,
        RuntimeQuery runtime,
        Supervise supervise,
        String launcher,
        String config,
        String unit,
        Map<String, String> files,
        Set<ResourceId> after)
        implements Resource<RuntimeFact> {
    private static final String UNIT_NAME = "jbarman.service";
    private static final String ROOT = "root";

    public RuntimeResource {
        files = Map.copyOf(files);
        after = Set.copyOf(after);
    }

    /** The address of a barmanhost's runtime. */
    public static ResourceId id(String owner) {
        return new ResourceId(owner, "runtime", "jbarman");
    }

    @Override
    public ResourceId id() {
        return id(owner);
    }

    @Override
    public String demand() {
        return "runs with " + files.keySet();
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(runtime);
    }

    @Override
    public Observation<RuntimeFact> observe(Facts facts) {
        return Observation.of(facts.get(runtime));
    }

    @Override
    public Decision decide(RuntimeFact observed) {
        if (supervise == Supervise.SYSTEMD && !observed.systemd()) {
            return new Decision.Conflict(
                    id(),
                    "systemd is not process 1 on " + runtime.host(),
                    "Say supervise: process (or leave it out) under runtime of this barmanhost.");
        }
        boolean systemd = observed.systemd() && supervise != Supervise.PROCESS;
        boolean unitDiffers = systemd && !observed.unit().equals(Optional.of(unit));
        return observed.running()
                .map(running -> whileRunning(running, unitDiffers))
                .orElseGet(() -> start(systemd, unitDiffers));
    }

    private Decision whileRunning(RuntimeFact.Running running, boolean unitDiffers) {
        List<Difference> differences = new ArrayList<>(stale(running));
        List<Step> steps = new ArrayList<>();
        if (unitDiffers) {
            differences.add(new Difference(RuntimeQuery.UNIT_FILE, "(differs)", "(as rendered)"));
            steps.addAll(writeUnit());
        }
        if (!stale(running).isEmpty()) {
            steps.add(jbarman("reload", "reload the runtime on " + runtime.host()));
        }
        return differences.isEmpty()
                ? new Decision.InSync(id(), "runs with these files")
                : new Decision.Change(
                        id(), Action.UPDATE, differences, Effect.NONE, "it has loaded other files", steps);
    }

    private List<Difference> stale(RuntimeFact.Running running) {
        return files.entrySet().stream()
                .filter(file -> !file.getValue().equals(running.files().get(file.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .map(file -> new Difference(
                        file.getKey(), running.files().containsKey(file.getKey()) ? "(older)" : "", "loaded"))
                .toList();
    }

    private Decision start(boolean systemd, boolean unitDiffers) {
        List<Step> steps = new ArrayList<>();
        if (unitDiffers) {
            steps.addAll(writeUnit());
        }
        if (systemd) {
            steps.add(systemctl(List.of("enable", "--now", UNIT_NAME), "start " + UNIT_NAME));
        } else {
            steps.add(jbarman("start", "start the runtime on " + runtime.host()));
        }
        return new Decision.Change(
                id(),
                Action.CREATE,
                List.of(new Difference("state", "stopped", systemd ? "running under systemd" : "running")),
                Effect.NONE,
                "no runtime runs in " + runtime.runDirectory(),
                steps);
    }

    private Step jbarman(String verb, String what) {
        return new Step.RunCommand(runtime.host(), user, List.of(launcher, "--config", config, "runtime", verb), what);
    }

    private List<Step> writeUnit() {
        return List.of(
                new Step.WriteFile(
                        runtime.host(),
                        ROOT,
                        RuntimeQuery.UNIT_FILE,
                        SecretText.plain(unit),
                        0644,
                        Optional.empty(),
                        "write " + RuntimeQuery.UNIT_FILE + " on " + runtime.host()),
                systemctl(List.of("daemon-reload"), "let systemd read " + UNIT_NAME));
    }

    private Step systemctl(List<String> arguments, String what) {
        List<String> command = new ArrayList<>(List.of("systemctl"));
        command.addAll(arguments);
        return new Step.RunCommand(runtime.host(), ROOT, command, what + " on " + runtime.host());
    }
}
