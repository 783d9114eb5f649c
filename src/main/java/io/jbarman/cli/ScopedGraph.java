package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.engine.AddressGlobs;
import io.jbarman.plan.PlanFile.Scope;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.topology.BarmanHost;
import io.jbarman.topology.HostGroups;
import io.jbarman.topology.HostPattern;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a graph that a command line asks for. */
final class ScopedGraph {
    private ScopedGraph() {}

    /** @throws ProblemException if nothing is left: a misspelt host would otherwise look like a topology in sync */
    static ResourceGraph of(ResourceGraph graph, Topology topology, Scope scope) {
        if (scope.dropping(List.of()).equals(Scope.ALL)) {
            return graph;
        }
        HostPattern hosts = HostPattern.of(scope.limit());
        HostGroups groups = HostGroups.of(topology);
        AddressGlobs only = AddressGlobs.of(scope.only());
        TaggedIds tagged = TaggedIds.of(graph, topology, scope);
        ResourceGraph left =
                graph.only(id -> (scope.limit().isEmpty() || hosts.means(names(id.owner(), topology), groups.members()))
                        && (scope.only().isEmpty() || only.match(id))
                        && tagged.has(id));
        if (left.resources().isEmpty()) {
            throw new ProblemException(Diagnostic.error(
                    "scope-empty",
                    "no resource of the topology matches "
                            + Stream.of(
                                            words("--limit", scope.limit()),
                                            words("--only", scope.only()),
                                            words("--tags", scope.tags()),
                                            words("--skip-tags", scope.skipTags()))
                                    .filter(option -> !option.isEmpty())
                                    .collect(Collectors.joining(" ")),
                    "hosts are " + String.join(", ", topology.hosts().keySet())
                            + "; addresses read as in the output of 'jbarman plan -v'"));
        }
        Set<ResourceId> ids = left.resources().stream().map(Resource::id).collect(Collectors.toSet());
        return new ResourceGraph(left.resources().stream()
                .<Resource<?>>map(one -> one.within(ids))
                .toList());
    }

    private static List<String> names(String owner, Topology topology) {
        return Stream.concat(Stream.of(owner), host(owner, topology).stream()).toList();
    }

    private static Optional<String> host(String owner, Topology topology) {
        return Optional.ofNullable(topology.servers().get(owner))
                .map(PostgresServer::host)
                .or(() -> Optional.ofNullable(topology.barman().get(owner)).map(BarmanHost::host));
    }

    private static String words(String option, List<String> values) {
        return values.isEmpty() ? "" : option + " " + String.join(",", values);
    }
}
