package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.schema.PlayBlock;
import io.jbarman.schema.PlayedHandler;
import io.jbarman.schema.PlayedTask;
import io.jbarman.schema.PlayedTasks;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import io.jbarman.topology.HostFacts;
import io.jbarman.topology.HostPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tasks of a document's plays, once for each host and each item of a loop, where their conditions hold. */
final class UnrolledPlays {
    /** Beyond any topology: each may become a resource. */
    private static final int MOST = 100_000;

    /** Those among it whose conditions do not hold. */
    private static final int MOST_TRIED = 500_000;

    private static final int MOST_VARIABLES = 1_000_000;

    private final VariableScopes scopes;
    private final HostFacts facts;
    private final TaskFiles files;
    private final Diagnostics problems;
    private final List<PlayedTask> unrolled = new ArrayList<>();
    private final List<PlayedHandler> handlers = new ArrayList<>();
    private int tried;

    UnrolledPlays(VariableScopes scopes, HostFacts facts, TaskFiles files, Diagnostics problems) {
        this.scopes = scopes;
        this.facts = facts;
        this.files = files;
        this.problems = problems;
    }

    /** In the order in which each host goes through them. What is no play is told by whoever checks the tree. */
    PlayedTasks of(SourceNode tree) {
        items(Nodes.at(tree, "plays")).forEach(this::play);
        return new PlayedTasks(unrolled, handlers);
    }

    private void play(SourceNode play) {
        Optional<SourceNode> pattern = Nodes.at(play, PlayBlock.HOSTS);
        if (pattern.isEmpty()) {
            return;
        }
        Set<String> hosts = hosts(pattern.get());
        String name = Nodes.at(play, PlayBlock.NAME).map(SourceNode::spelling).orElse("");
        Mapping vars = Nodes.mapping(play, PlayBlock.VARS);
        Map<String, Played> played = played(play, hosts, name, vars);
        for (SourceNode task : items(Nodes.at(play, PlayBlock.TASKS))) {
            played.forEach((host, its) -> {
                tried(task, 1);
                UnrolledTask one = new UnrolledTask(name, host, its.variables, its.asked, facts, files, problems);
                add(one.of(play, task, rounds -> tried(task, rounds)), task);
            });
        }
        for (SourceNode handler : items(Nodes.at(play, PlayBlock.HANDLERS))) {
            played.forEach((host, its) -> {
                tried(handler, 1);
                UnrolledHandler one = new UnrolledHandler(name, host, its.variables, its.asked, facts, problems);
                one.of(play, handler).ifPresent(handlers::add);
            });
        }
        new Notices(play, problems).check();
    }

    /** What holds on a host for all of a play's tasks. */
    private record Played(Variables variables, FactsAsked asked) {}

    private Map<String, Played> played(SourceNode play, Set<String> hosts, String name, Mapping vars) {
        Map<String, Played> played = new LinkedHashMap<>();
        int count = 0;
        for (String host : hosts) {
            Variables variables = scopes.inPlay(host, name, vars);
            count += vars.entries().isEmpty() ? 0 : variables.declared().size();
            if (count > MOST_VARIABLES) {
                throw TopologyBytes.problem(
                        "too-large",
                        vars.origin(),
                        "more than " + MOST_VARIABLES + " variables in one play, each counted on every host",
                        "give the play fewer variables, or fewer hosts");
            }
            played.put(host, new Played(variables, FactsAsked.in(play, variables)));
        }
        return played;
    }

    private void tried(SourceNode task, int more) {
        tried += more;
        if (tried > MOST_TRIED) {
            throw tooMany(task, MOST_TRIED);
        }
    }

    private static ProblemException tooMany(SourceNode task, int most) {
        return TopologyBytes.problem(
                "too-large",
                task.origin(),
                "more than " + most + " tasks, each counted on every host and for every item",
                "write less, or split the document");
    }

    private void add(List<PlayedTask> more, SourceNode task) {
        unrolled.addAll(more);
        if (unrolled.size() > MOST) {
            throw tooMany(task, MOST);
        }
    }

    private Set<String> hosts(SourceNode written) {
        List<String> words = Nodes.scalars(scopes.everywhere().interpolate(written)).stream()
                .filter(scalar -> scalar.kind() != SourceNode.Kind.UNKNOWN)
                .map(Scalar::text)
                .toList();
        Optional<HostPattern> pattern = HostPattern.parse(
                words.stream().flatMap(word -> HostPattern.words(word).stream()).toList());
        Set<String> hosts = pattern.map(scopes::select).orElse(Set.of());
        if (pattern.isPresent() && hosts.isEmpty()) {
            problems.add(Diagnostic.error(
                    "unknown-reference",
                    written.origin(),
                    "'" + pattern.get() + "' means no host of this topology",
                    "name hosts, patterns like pg*, group:NAME of groups, or all"));
        }
        return hosts;
    }

    static List<SourceNode> items(Optional<SourceNode> list) {
        return list.filter(Sequence.class::isInstance)
                .map(node -> ((Sequence) node).items())
                .orElse(List.of());
    }
}
