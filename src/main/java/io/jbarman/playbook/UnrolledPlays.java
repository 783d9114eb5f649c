package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tasks of a document's plays, once for each host and each item of a loop, where their conditions hold. */
final class UnrolledPlays {
    /** Beyond any topology: each may become a resource. */
    private static final int MOST = 100_000;

    private final VariableScopes scopes;
    private final HostFacts facts;
    private final TaskFiles files;
    private final Diagnostics problems;
    private final List<PlayedTask> unrolled = new ArrayList<>();
    private final List<PlayedHandler> handlers = new ArrayList<>();

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
        for (SourceNode task : items(Nodes.at(play, PlayBlock.TASKS))) {
            for (String host : hosts) {
                Variables variables = scopes.inPlay(host, name, vars);
                add(new UnrolledTask(name, host, variables, facts, files, problems).of(play, task), task);
            }
        }
        for (SourceNode handler : items(Nodes.at(play, PlayBlock.HANDLERS))) {
            for (String host : hosts) {
                UnrolledHandler one = new UnrolledHandler(name, host, scopes.inPlay(host, name, vars), facts, problems);
                one.of(play, handler).ifPresent(handlers::add);
            }
        }
        new Notices(play, problems).check();
    }

    private void add(List<PlayedTask> more, SourceNode task) {
        unrolled.addAll(more);
        if (unrolled.size() > MOST) {
            throw TopologyBytes.problem(
                    "too-large",
                    task.origin(),
                    "more than " + MOST + " tasks, each counted on every host and for every item",
                    "write less, or split the document");
        }
    }

    private Set<String> hosts(SourceNode written) {
        List<String> words = Nodes.scalars(scopes.everywhere().interpolate(written)).stream()
                .filter(scalar -> scalar.kind() != SourceNode.Kind.UNKNOWN)
                .map(Scalar::text)
                .toList();
        Optional<HostPattern> pattern = HostPattern.parse(String.join(",", words));
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
