package io.jbarman.picture;

import io.jbarman.graph.Graph;
import io.jbarman.picture.Picture.Arrow;
import io.jbarman.picture.Picture.Box;
import io.jbarman.picture.Picture.Frame;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.ResourceGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resources of a topology, each with an arrow to what waits for it; an arrow that others imply is left out. */
public final class ResourcePicture {
    private ResourcePicture() {}

    /** The picture, in the order of work. */
    public static Picture of(String title, ResourceGraph graph) {
        Graph<ResourceId> edges = graph.edges();
        List<ResourceId> order = edges.order();
        Map<String, List<Box>> byOwner = new LinkedHashMap<>();
        order.forEach(id -> byOwner.computeIfAbsent(id.owner(), any -> new ArrayList<>())
                .add(new Box(id.toString(), id.kind() + "\n" + id.name())));
        List<Frame> frames = new ArrayList<>();
        byOwner.forEach((owner, boxes) -> frames.add(new Frame(owner, boxes)));
        return new Picture(title, frames, arrows(edges, order));
    }

    private static List<Arrow> arrows(Graph<ResourceId> edges, List<ResourceId> order) {
        Map<ResourceId, Set<ResourceId>> earlier = new HashMap<>();
        List<Arrow> arrows = new ArrayList<>();
        for (ResourceId id : order) {
            Set<ResourceId> before = edges.before(id);
            Set<ResourceId> all = new HashSet<>();
            before.forEach(one -> all.addAll(earlier.getOrDefault(one, Set.of())));
            before.stream()
                    .filter(one -> !all.contains(one))
                    .sorted(Comparator.comparing(ResourceId::toString))
                    .forEach(one -> arrows.add(new Arrow(one.toString(), id.toString(), "")));
            all.addAll(before);
            earlier.put(id, all);
        }
        return arrows;
    }
}
