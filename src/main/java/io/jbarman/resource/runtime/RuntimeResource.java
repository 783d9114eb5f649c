package io.jbarman.resource.runtime;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.barman.RuntimeFact;
import io.jbarman.facts.barman.RuntimeFact.Running;
import io.jbarman.facts.barman.RuntimeFact.Systemd;
import io.jbarman.facts.barman.RuntimeQuery;
import io.jbarman.facts.barman.ServerFilesQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wants;
import io.jbarman.resource.file.FileResource;
import io.jbarman.resource.slot.SlotResource;
import io.jbarman.topology.BarmanHost.Supervise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The running runtime, with the configuration files that this topology renders: started where it does not run, told to
 * read its files again where it has loaded other ones, started anew where it runs in another way than it should. A slot
 * keeps the WAL of that moment. Where something stands in the way of one server, it runs for the others, and that
 * one's part of it stays as it is. One that works for other topologies too runs the jbarman of whoever made it.
 *
 * @param owner the barmanhost's name in addresses
 * @param directory where the files are that it has to have loaded, and others' files
 * @param launcher absolute path of jbarman
 * @param startedBy the launcher that it has to have been started by, such as one of a release that jbarman installed; empty
 *     where somebody else sees to that
 * @param config the main configuration file
 * @param unit content of its systemd unit
 * @param files SHA-256 of the files that it has to have loaded, by path
 * @param shares what has to be there for each of its servers, by name: its file among it
 * @param waiting servers that it does without for now
 */
public record RuntimeResource(
        String owner,
        String user,
        RuntimeQuery runtime,
        ServerFilesQuery directory,
        Supervise supervise,
        String launcher,
        Optional<String> startedBy,
        String config,
        String unit,
        Map<String, String> files,
        Set<ResourceId> after,
        Map<String, Set<ResourceId>> shares,
        Set<String> waiting)
        implements Resource<RuntimeFact> {
    public RuntimeResource {
        files = Map.copyOf(files);
        after = Set.copyOf(after);
        shares = Map.copyOf(shares);
        waiting = Set.copyOf(waiting);
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
    public List<Want> wants() {
        return new Wants()
                .put("runs as", user)
                .put("started by", supervise.name().toLowerCase(Locale.ROOT))
                .put("configuration", config)
                .put("has loaded", new TreeSet<>(files.keySet()))
                .list();
    }

    @Override
    public Optional<RuntimeResource> without(Set<ResourceId> missing) {
        Map<String, Set<ResourceId>> well = new TreeMap<>(shares);
        Map<String, String> loaded = new TreeMap<>(files);
        Set<ResourceId> needed = new HashSet<>(missing);
        shares.forEach((server, share) -> {
            if (needed.removeAll(share)) {
                well.remove(server);
                loaded.keySet().removeIf(path -> share.contains(FileResource.id(owner, path)));
            }
        });
        return missing.isEmpty() || (needed.isEmpty() && !well.isEmpty())
                ? Optional.of(withOnly(loaded, well))
                : Optional.empty();
    }

    private RuntimeResource withOnly(Map<String, String> loaded, Map<String, Set<ResourceId>> well) {
        Set<String> others = new HashSet<>(shares.keySet());
        others.removeAll(well.keySet());
        return new RuntimeResource(
                owner, user, runtime, directory, supervise, launcher, startedBy, config, unit, loaded, after, well,
                others);
    }

    private String doingWithout() {
        return waiting.isEmpty()
                ? ""
                : "; without " + waiting.stream().sorted().collect(Collectors.joining(", ")) + ", which has to wait";
    }

    /** A slot keeps WAL from its creation on, whether anybody comes for it or not. */
    @Override
    public Optional<String> untilThen() {
        List<String> keeping = shares.values().stream()
                .flatMap(Set::stream)
                .filter(id -> id.kind().equals(SlotResource.KIND))
                .map(id -> id.name() + " of " + id.owner())
                .sorted()
                .toList();
        return keeping.isEmpty()
                ? Optional.empty()
                : Optional.of((keeping.size() == 1 ? "Slot " : "Slots ") + String.join(", ", keeping)
                        + (keeping.size() == 1 ? " keeps" : " keep")
                        + " WAL there until the runtime fetches it, and the"
                        + " disk fills: mend this soon, or SELECT pg_drop_replication_slot('...') there.");
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
        if (supervise == Supervise.SYSTEMD && observed.systemd().isEmpty()) {
            return new Decision.Conflict(
                    id(),
                    "systemd is not process 1 on " + runtime.host(),
                    "Say supervise: process (or leave it out) under runtime of this barmanhost.");
        }
        RuntimeSteps steps = new RuntimeSteps(this);
        Optional<Systemd> systemd = supervising(observed);
        return observed.running()
                .map(running -> whileRunning(running, systemd, steps))
                .orElseGet(() -> start(systemd, steps));
    }

    private Decision whileRunning(Running running, Optional<Systemd> systemd, RuntimeSteps steps) {
        List<Difference> others = otherJbarman(running);
        List<Difference> anew = anew(running, systemd);
        List<Difference> stale = stale(running);
        List<Difference> differences = new ArrayList<>(anew);
        systemd.filter(unit -> !unit.enabled())
                .ifPresent(unit -> differences.add(new Difference("starts at boot", "false", "true")));
        differences.addAll(stale);
        if (differences.isEmpty()) {
            return new Decision.InSync(id(), "runs with these files" + doingWithout());
        }
        return new Decision.Change(
                id(),
                Action.UPDATE,
                differences,
                Effect.NONE,
                reason(!others.isEmpty(), !anew.isEmpty(), !stale.isEmpty()) + doingWithout(),
                steps.change(running, systemd, !anew.isEmpty(), !stale.isEmpty()));
    }

    /** What it cannot be told while it runs. */
    private List<Difference> anew(Running running, Optional<Systemd> systemd) {
        List<Difference> anew = new ArrayList<>(otherJbarman(running));
        running.otherJava()
                .map(other -> new Difference("runs on", other, "the Java of the topology"))
                .ifPresent(anew::add);
        systemd.ifPresent(unit -> anew.addAll(otherUnit(running, unit)));
        return anew;
    }

    /** Whether it runs, and is to be stopped and started. */
    boolean startsAnew(RuntimeFact observed) {
        return decide(observed) instanceof Decision.Change
                && observed.running()
                        .filter(running -> !anew(running, supervising(observed)).isEmpty())
                        .isPresent();
    }

    private Optional<Systemd> supervising(RuntimeFact observed) {
        return observed.systemd().filter(any -> supervise != Supervise.PROCESS);
    }

    private static String reason(boolean other, boolean anew, boolean stale) {
        if (other) {
            return "it runs another jbarman than the one that is there now";
        }
        return anew || !stale ? "it runs in another way" : "it has loaded other files";
    }

    /** In the same place there may be a newer one by now, which the process does not run. */
    List<Difference> otherJbarman(Running running) {
        if (startedBy.isEmpty() || isStartedByAnother(running)) {
            return List.of();
        }
        return startedBy
                .filter(wanted -> !running.launcher().equals(Optional.of(wanted)))
                .map(wanted -> new Difference("runs", running.launcher().orElse("(another)"), wanted))
                .or(() -> running.outdated().map(older -> new Difference("runs", older, "as " + launcher + " is now")))
                .map(List::of)
                .orElse(List.of());
    }

    /** Whether jbarman was put there by an apply; on the control node it is the one that is there. */
    boolean isReleased() {
        return startedBy.filter(wanted -> !wanted.equals(launcher)).isPresent();
    }

    /** Two topologies that are applied by two copies of jbarman would start it anew in turn. */
    private boolean isStartedByAnother(Running running) {
        return !isReleased()
                && !running.launcher().equals(startedBy)
                && !others().in(running).isEmpty();
    }

    @Override
    public List<Note> notes(RuntimeFact observed) {
        return observed
                .running()
                .filter(running -> startedBy.isPresent() && isStartedByAnother(running))
                .map(running -> new Note(
                        id(),
                        "it runs " + running.launcher().orElse("another jbarman") + " and not " + launcher
                                + ", and works for what this topology does not describe: "
                                + String.join(", ", others().in(running)),
                        "Apply all of the topologies by the same jbarman. To have this one run, stop it (jbarman runtime"
                                + " stop) and apply."))
                .stream()
                .toList();
    }

    private List<Difference> otherUnit(Running running, Systemd systemd) {
        List<Difference> differences = new ArrayList<>();
        if (!systemd.unit().filter(ourUnit()::isDoneBy).isPresent()) {
            differences.add(new Difference(
                    RuntimeQuery.UNIT_FILE, systemd.unit().isEmpty() ? "" : "(differs)", "(as rendered)"));
        }
        if (systemd.mainPid() != running.pid()) {
            differences.add(new Difference("supervised by", "nobody", "systemd"));
        }
        return differences;
    }

    FilesOfOthers others() {
        return new FilesOfOthers(config, files.keySet());
    }

    RuntimeUnit ourUnit() {
        return new RuntimeUnit(unit);
    }

    private List<Difference> stale(Running running) {
        return files.entrySet().stream()
                .filter(file -> !file.getValue().equals(running.files().get(file.getKey())))
                .sorted(Map.Entry.comparingByKey())
                .map(file -> new Difference(
                        file.getKey(), running.files().containsKey(file.getKey()) ? "(older)" : "", "loaded"))
                .toList();
    }

    private Decision start(Optional<Systemd> systemd, RuntimeSteps steps) {
        boolean made =
                systemd.flatMap(Systemd::unit).filter(ourUnit()::isOfAnother).isPresent();
        return new Decision.Change(
                id(),
                // One that another topology has made and that is down is not made by whoever starts it again.
                made ? Action.UPDATE : Action.CREATE,
                List.of(new Difference("state", "stopped", systemd.isPresent() ? "running under systemd" : "running")),
                Effect.NONE,
                "no runtime runs in " + runtime.runDirectory() + doingWithout(),
                steps.start(systemd));
    }
}
