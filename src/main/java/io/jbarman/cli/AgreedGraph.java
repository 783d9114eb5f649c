package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A graph in which what was named may lose something. */
final class AgreedGraph {
    private AgreedGraph() {}

    /** @throws ProblemException if an address is none of a resource that is to be removed */
    static ResourceGraph of(ResourceGraph graph, List<String> drop) {
        for (String address : drop) {
            if (guarded(graph).noneMatch(one -> one.id().toString().equals(address))) {
                throw unknown(graph, address);
            }
        }
        Set<ResourceId> agreed = guarded(graph)
                .map(Resource::id)
                .filter(id -> drop.contains(id.toString()))
                .collect(Collectors.toUnmodifiableSet());
        return new ResourceGraph(graph.resources().stream()
                .<Resource<?>>map(one -> agreed(one, agreed))
                .toList());
    }

    private static Resource<?> agreed(Resource<?> resource, Set<ResourceId> agreed) {
        if (!(resource instanceof Guarded<?> guarded)) {
            return resource;
        }
        Guarded<?> along = guarded.along(agreed);
        return agreed.contains(resource.id()) ? along.agreed() : along;
    }

    private static Stream<Resource<?>> guarded(ResourceGraph graph) {
        return graph.resources().stream().filter(one -> one instanceof Guarded<?> guarded && guarded.isGuarded());
    }

    private static ProblemException unknown(ResourceGraph graph, String address) {
        String known = guarded(graph).map(one -> one.id().toString()).collect(Collectors.joining(", "));
        return new ProblemException(Diagnostic.error(
                "drop-unknown",
                Guarded.OPTION + " " + address + ": the topology removes nothing of that address",
                known.isEmpty() ? "nothing in it has state: absent" : "it removes " + known));
    }
}
