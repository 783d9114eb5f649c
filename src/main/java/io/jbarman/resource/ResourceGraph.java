package io.jbarman.resource;

import io.jbarman.facts.FactQuery;
import io.jbarman.graph.Graph;
import io.jbarman.plan.ResourceId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that is to be so, with the order in which it can be brought about.
 *
 * @param resources each address once, in the order of the document
 */
public record ResourceGraph(List<Resource<?>> resources) {
    public ResourceGraph {
        resources = List.copyOf(resources);
        if (byId(resources).size() < resources.size()) {
            throw new IllegalArgumentException("an address stands twice in the graph");
        }
    }

    /**
     * The resources, each behind those that it comes after.
     *
     * @throws io.jbarman.graph.CycleException naming the addresses of a cycle
     */
    public List<Resource<?>> order() {
        Map<ResourceId, Resource<?>> byId = byId(resources);
        List<Resource<?>> ordered = new java.util.ArrayList<>();
        edges().order().forEach(id -> ordered.add(byId.get(id)));
        return List.copyOf(ordered);
    }

    /** The same without the resources that do not pass. */
    public ResourceGraph only(Predicate<ResourceId> wanted) {
        return new ResourceGraph(resources.stream()
                .filter(resource -> wanted.test(resource.id()))
                .toList());
    }

    /** All that has to be known, each question once. */
    public Set<FactQuery<?>> questions() {
        Set<FactQuery<?>> questions = new LinkedHashSet<>();
        resources.forEach(resource -> questions.addAll(resource.needs()));
        return questions;
    }

    /** The addresses with their happens-before edges. */
    public Graph<ResourceId> edges() {
        Map<ResourceId, Set<ResourceId>> after = new LinkedHashMap<>();
        resources.forEach(resource -> after.put(resource.id(), resource.after()));
        return Graph.of(after);
    }

    private static Map<ResourceId, Resource<?>> byId(List<Resource<?>> resources) {
        Map<ResourceId, Resource<?>> byId = new LinkedHashMap<>();
        resources.forEach(resource -> byId.put(resource.id(), resource));
        return byId;
    }
}
