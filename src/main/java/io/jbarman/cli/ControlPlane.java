package io.jbarman.cli;

import io.jbarman.compile.Compiler;
import io.jbarman.compile.ControlNode;
import io.jbarman.compile.Launchers;
import io.jbarman.compile.RecordPlace;
import io.jbarman.compile.Reversal;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.engine.Applier;
import io.jbarman.engine.ApplyProgress;
import io.jbarman.engine.LastApplied;
import io.jbarman.engine.LastAppliedStore;
import io.jbarman.engine.Ledger;
import io.jbarman.engine.Observer;
import io.jbarman.engine.Planner;
import io.jbarman.engine.RecordAhead;
import io.jbarman.engine.RunLock;
import io.jbarman.engine.RuntimeProof;
import io.jbarman.engine.StepExecutor;
import io.jbarman.engine.StepFailure;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.RecordedFacts;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.postgres.jdbc.PasswordVerifier;
import io.jbarman.reach.Reach;
import io.jbarman.reach.ReachCounts;
import io.jbarman.reach.TopologyReach;
import io.jbarman.resource.Before;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.resource.setting.HeldArchiver;
import io.jbarman.time.Sleeper;
import io.jbarman.time.SystemSleeper;
import io.jbarman.topology.HostFacts;
import io.jbarman.topology.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The composition root of the control plane: one topology, wired for the length of one run. */
final class ControlPlane implements AutoCloseable {
    private final LoadedTopology loaded;
    private ResourceGraph graph;
    private final Reach reach;
    private final Observer observer;
    private final StepExecutor executor;
    private final Optional<LastAppliedStore> record;
    private Optional<RecordAhead> ahead;
    private final Sleeper sleeper = new SystemSleeper();
    private final long startedNanos = System.nanoTime();

    ControlPlane(LoadedTopology loaded, Scope scope, int forks) {
        this.reach = new TopologyReach(loaded.topology(), loaded.secrets());
        this.observer = new Observer(reach, forks);
        this.loaded = seen(loaded);
        this.executor = new StepExecutor(reach, loaded.secrets(), PasswordVerifier::scram, sleeper);
        List<RecordPlace> places = RecordPlace.of(topology());
        this.record = places.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LastAppliedStore(reach, executor, places, topology().name()));
        this.ahead = record.map(store -> new RecordAhead(store, places.get(0).made()));
        this.graph = AgreedGraph.of(ScopedGraph.of(whole(node(loaded)), topology(), scope), scope.drop());
    }

    private LoadedTopology seen(LoadedTopology read) {
        try {
            return read.seen(observer::observe);
        } catch (ProblemException unusable) {
            reach.close();
            throw unusable;
        }
    }

    /** With what the document no longer asks for and the record knows: only where that may be is it read first. */
    private ResourceGraph whole(ControlNode node) {
        List<Resource<?>> left = new ArrayList<>(Compiler.withoutRuntimes(topology(), node));
        Compiler.withoutTimer(topology(), node)
                .filter(timer -> Files.exists(Path.of(timer.made().units().timerPath())))
                .ifPresent(left::add);
        LastApplied known = left.isEmpty() && !hasTexts() && !hasArchivers()
                ? LastApplied.NOTHING
                : record.flatMap(LastAppliedStore::find).orElse(LastApplied.NOTHING);
        List<Resource<?>> resources =
                new ArrayList<>(Compiler.compile(topology(), loaded.secrets(), node.remembering(known.before()))
                        .resources());
        left.stream().filter(one -> known.isMade(one.id())).forEach(resources::add);
        Compiler.withoutArchivers(topology(), new ResourceGraph(resources)).stream()
                .filter(one -> known.before()
                        .getOrDefault(one.id(), Before.NOTHING)
                        .given("value")
                        .contains(HeldArchiver.SUCCEEDS))
                .forEach(resources::add);
        return new ResourceGraph(resources);
    }

    /** Of a file that differs, the record knows whether jbarman wrote what is in it, or a person. */
    private boolean hasTexts() {
        return topology().hosts().values().stream()
                .flatMap(host -> host.system().files().values().stream())
                .anyMatch(file -> file.content().isPresent());
    }

    /** Of an archive_command that differs, too, and of what holds the place of one that is wanted no longer. */
    private boolean hasArchivers() {
        return topology().barman().values().stream()
                .anyMatch(barman -> !barman.servers().isEmpty());
    }

    /** Only who ships itself has to look at itself. */
    private static ControlNode node(LoadedTopology loaded) {
        ControlNode node = ControlNode.current(loaded.file(), loaded.source().variables());
        boolean ships = loaded.topology().barman().values().stream()
                .anyMatch(barman -> Launchers.isInstalled(loaded.topology(), barman));
        return ships ? node.shipping(OwnRelease.find()) : node;
    }

    LoadedTopology loaded() {
        return loaded;
    }

    Topology topology() {
        return loaded.topology();
    }

    ResourceGraph graph() {
        return graph;
    }

    /** From here on it is about the way back from what the record knows of. */
    Reversal reverse(LastApplied record, List<String> drop) {
        Reversal reversal = Reversal.of(topology(), graph, record.before());
        graph = AgreedGraph.of(reversal.graph(), drop);
        ahead = Optional.empty();
        return reversal;
    }

    /** Looks and compares; changes nothing. */
    Plan plan() {
        return Planner.plan(topology().name(), graph, observer.observe(graph));
    }

    /** Asks just these. */
    Facts ask(Set<FactQuery<?>> questions) {
        return observer.observe(questions);
    }

    /** What there is to be seen, without answers that hold secrets. */
    RecordedFacts look() {
        Set<FactQuery<?>> questions = new HashSet<>(graph.questions());
        questions.addAll(SystemFacts.questions(HostFacts.neededBy(topology())));
        return RecordedFacts.of(observer.ask(questions));
    }

    Applier applier(ApplyProgress progress, BooleanSupplier interrupted) {
        return new Applier(graph, observer, executor, lock(), ledger(), progress, interrupted);
    }

    private Ledger ledger() {
        return ahead.<Ledger>map(one -> one)
                .or(() -> record.map(Ledger::reading))
                .orElse(Ledger.NONE);
    }

    private RunLock lock() {
        return new RunLock(reach, Caller.words());
    }

    /**
     * Keeps other runs from changing what this plan changes, for as long as this is open.
     *
     * @throws ProblemException if one is at it
     */
    void hold(Plan plan) {
        try {
            for (String server : ServersToLock.of(plan, topology())) {
                lock().take(server);
            }
        } catch (StepFailure e) {
            throw new ProblemException(e.problem(), e);
        }
    }

    RuntimeProof proof() {
        Optional<String> own = Optional.ofNullable(System.getProperty("jbarman.launcher"));
        return new RuntimeProof(reach, sleeper, barman -> Launchers.of(topology(), barman, own));
    }

    /** On a host of the document; where none has a place for it, there is no record. */
    Optional<LastAppliedStore> record() {
        return record;
    }

    /** A record as it would be without what this run has written of changes that were only about to begin. */
    LastApplied atFirst(LastApplied known) {
        return ahead.map(one -> one.atFirst(known)).orElse(known);
    }

    /** What this run has cost so far, in words. */
    String costWords() {
        ReachCounts counts = reach.counts();
        return String.format(
                Locale.ROOT,
                "%.2f s, %s, %s, %s",
                seconds(),
                counted(counts.sshConnections(), "SSH connection", "SSH connections"),
                counted(counts.sessions(), "PostgreSQL session", "PostgreSQL sessions"),
                counted(counts.queries(), "query", "queries"));
    }

    JsonObject cost() {
        ReachCounts counts = reach.counts();
        return new JsonBuilder()
                .put("milliseconds", Math.round(seconds() * 1000))
                .put("ssh_connections", counts.sshConnections())
                .put("postgresql_sessions", counts.sessions())
                .put("queries", counts.queries())
                .build();
    }

    private double seconds() {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    @Override
    public void close() {
        reach.close();
    }
}
