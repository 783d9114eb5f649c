package io.jbarman.cli;

import io.jbarman.compile.DeclaredIds;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.resource.play.HandlerResource;
import io.jbarman.topology.PlayTask;
import io.jbarman.topology.Thing;
import io.jbarman.topology.Topology;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which resources the tags of a command line leave. A reload or restart that only a chosen setting can ask for is chosen
 * with it.
 *
 * @param chosen by tags
 * @param skipped by tags, and declared by nothing else
 */
record TaggedIds(boolean all, Set<ResourceId> chosen, Set<ResourceId> skipped) {
    private static final Set<String> ACTIVATION = Set.of("reload", "restart");

    /** @throws ProblemException if no task has one of the tags, or what they leave out cannot be left out by itself */
    static TaggedIds of(ResourceGraph graph, Topology topology, Scope scope) {
        Stream.concat(scope.tags().stream(), scope.skipTags().stream()).forEach(tag -> refuseUnknown(tag, topology));
        refuseSomeRules(topology, scope.skipTags());
        List<ResourceId> ids = graph.resources().stream().map(Resource::id).toList();
        Set<ResourceId> chosen = declared(topology, task -> has(task, scope.tags()), ids);
        Set<String> owners = new HashSet<>();
        chosen.stream().filter(id -> id.kind().equals("setting")).forEach(id -> owners.add(id.owner()));
        Predicate<PlayTask> skips = task -> !task.repeats() && has(task, scope.skipTags());
        Set<ResourceId> skipped = declared(topology, skips, ids);
        skipped.removeAll(declared(topology, skips.negate(), ids));
        handlers(topology, chosen, ids).forEach(chosen::add);
        ids.stream()
                .filter(id -> ACTIVATION.contains(id.kind()) && owners.contains(id.owner()))
                .forEach(chosen::add);
        return new TaggedIds(scope.tags().isEmpty(), chosen, skipped);
    }

    /** Those that something chosen notifies. */
    private static List<ResourceId> handlers(Topology topology, Set<ResourceId> chosen, List<ResourceId> ids) {
        return topology.plays().stream()
                .flatMap(play -> play.handlers().stream())
                .filter(handler -> handler.notifiedBy().stream()
                        .anyMatch(thing -> !Collections.disjoint(chosen, new DeclaredIds(thing).among(ids))))
                .map(handler -> HandlerResource.id(handler.host(), handler.name()))
                .toList();
    }

    private static boolean has(PlayTask task, List<String> tags) {
        return task.tags().stream().anyMatch(tags::contains);
    }

    private static Set<ResourceId> declared(Topology topology, Predicate<PlayTask> which, List<ResourceId> ids) {
        Set<ResourceId> declared = new HashSet<>();
        tasks(topology).filter(which).forEach(task -> declared.addAll(new DeclaredIds(task.declares()).among(ids)));
        return declared;
    }

    /** A misspelt one would leave out what is meant, or do what is not. */
    private static void refuseUnknown(String tag, Topology topology) {
        Set<String> known = known(topology);
        if (!known.contains(tag)) {
            throw new ProblemException(Diagnostic.error(
                    "scope-empty", "no task has the tag '" + tag + "'", Suggestion.hint(tag, known, "tags are")));
        }
    }

    /** Rules have an order: they are put in together, those of tasks and those that jbarman itself needs. */
    private static void refuseSomeRules(Topology topology, List<String> skipTags) {
        tasks(topology)
                .filter(task -> task.declares().kind() == Thing.Kind.HBA && has(task, skipTags))
                .findFirst()
                .ifPresent(task -> {
                    throw new ProblemException(Diagnostic.error(
                            "contradiction",
                            "task '" + task.name() + "' is to be skipped, and the rules of pg_hba.conf are put in"
                                    + " together",
                            "give it no tag that is skipped; what is not wanted now can have a 'when'"));
                });
    }

    private static Stream<PlayTask> tasks(Topology topology) {
        return topology.plays().stream().flatMap(play -> play.tasks().stream());
    }

    private static Set<String> known(Topology topology) {
        Set<String> tags = new TreeSet<>();
        tasks(topology).forEach(task -> tags.addAll(task.tags()));
        return tags;
    }

    boolean has(ResourceId id) {
        return (all || chosen.contains(id)) && !skipped.contains(id);
    }
}
