package io.jbarman.explain;

import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Want;
import java.util.List;

/**
 * A resource in the order of work.
 *
 * @param wants what is to be so of it
 * @param after what must be so right before it
 * @param before what waits for it
 * @param declaredBy tasks of plays, in words; empty where the document declares it in place
 */
public record Task(
        ResourceId id, List<Want> wants, List<ResourceId> after, List<ResourceId> before, List<String> declaredBy) {
    public Task {
        wants = List.copyOf(wants);
        after = List.copyOf(after);
        before = List.copyOf(before);
        declaredBy = List.copyOf(declaredBy);
    }
}
