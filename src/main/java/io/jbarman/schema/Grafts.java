package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.topology.Play;
import io.jbarman.topology.PlayTask;
import io.jbarman.topology.Thing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts what tasks declare to where the document declares the like, so that there is one description, one rule and one kind
 * of resource for both. What stands there already may be said again, but not otherwise.
 */
final class Grafts {
    private final Mapping tree;
    private final Place.Run run;
    private final TaskServers servers;
    private final Map<List<String>, Map<String, Entry>> added = new LinkedHashMap<>();
    private final Map<String, List<PlayTask>> plays = new LinkedHashMap<>();
    private final GraftedHandlers handlers;

    private Grafts(Mapping tree, Place.Run run) {
        this.tree = tree;
        this.run = run;
        this.servers = new TaskServers(tree);
        this.handlers = new GraftedHandlers(run.problems);
    }

    /** @param plays who declared what */
    record Grafted(Mapping tree, List<Play> plays) {}

    static Grafted of(Mapping tree, PlayedTasks played, Place.Run run) {
        Grafts grafts = new Grafts(tree, run);
        played.tasks().forEach(grafts::add);
        played.handlers().forEach(grafts.handlers::add);
        run.problems.addAll(grafts.servers.unreached());
        List<Play> plays = new ArrayList<>();
        grafts.plays.forEach((name, its) -> plays.add(new Play(name, its, grafts.handlers.of(name))));
        return new Grafted(grafts.grown(), plays);
    }

    private void add(PlayedTask task) {
        List<PlayTask> its = plays.computeIfAbsent(task.play(), any -> new ArrayList<>());
        Module module = Modules.find(task.module().key()).orElseThrow();
        Diagnostics problems = new Diagnostics();
        Optional<Declaration> declaration = new ModuleCall(module, task, servers).declaration(problems);
        run.problems.addAll(problems.all());
        if (problems.hasErrors() || declaration.isEmpty()) {
            return;
        }
        PlayTask one = played(task, declaration.get().thing());
        boolean unknown = one.isMissing() && one.declares().kind().isOfServer();
        its.add(unknown || !put(declaration.get()) ? one : one.repeating());
        handlers.notified(task, one.declares());
    }

    private static PlayTask played(PlayedTask task, Thing declares) {
        return new PlayTask(
                task.name(), task.host(), declares, task.tags(), task.when(), false, task.hidden(), task.from());
    }

    /** Whether the document says the same by itself. */
    private boolean put(Declaration declaration) {
        Entry entry = declaration.entry();
        Map<String, Entry> section = added.computeIfAbsent(declaration.path(), any -> new LinkedHashMap<>());
        Optional<Entry> there =
                SourceTrees.at(tree, declaration.path()).flatMap(mapping -> SourceTrees.entry(mapping, entry.key()));
        Entry first = there.orElseGet(() -> section.computeIfAbsent(entry.key(), any -> entry));
        if (!SourceTrees.isSame(first.value(), entry.value())) {
            contradiction(declaration, first.keyOrigin());
        }
        return there.isPresent();
    }

    private void contradiction(Declaration declaration, Origin first) {
        Place.document(run)
                .problem(
                        "contradiction",
                        declaration.entry().keyOrigin(),
                        declaration.words() + " is declared otherwise at " + first,
                        "say it in one place; what differs from host to host goes into vars of hosts or groups");
    }

    private Mapping grown() {
        Map<List<String>, List<Entry>> more = new LinkedHashMap<>();
        added.forEach((path, entries) -> more.put(path, List.copyOf(entries.values())));
        return SourceTrees.with(tree, more);
    }
}
