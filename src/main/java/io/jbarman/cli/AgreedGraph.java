package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Resource;
import io.jbarman.resource.ResourceGraph;
import java.util.List;
import java.util.stream.Collectors;

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
        return new ResourceGraph(graph.resources().stream()
                .<Resource<?>>map(one -> agreed(one, drop))
                .toList());
    }

    private static Resource<?> agreed(Resource<?> resource, List<String> drop) {
        boolean named = drop.contains(resource.id().toString());
        return named && resource instanceof Guarded<?> guarded ? guarded.agreed() : resource;
    }

    private static java.util.stream.Stream<Resource<?>> guarded(ResourceGraph graph) {
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
