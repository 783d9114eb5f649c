package io.jbarman.explain;

import io.jbarman.diagnostics.Origin;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Want;
import java.util.List;
import java.util.Optional;

/**
 * A resource in the order of work.
 *
 * @param wants what is to be so of it
 * @param after what must be so right before it
 * @param before what waits for it
 * @param declaredAt where the document declares it in place
 * @param owner where that stands which it belongs to; it follows from what is said there, unless it is declared
 * @param declaredBy tasks of plays, in words; empty where the document declares it in place
 */
public record Task(
        ResourceId id,
        List<Want> wants,
        List<ResourceId> after,
        List<ResourceId> before,
        List<String> declaredBy,
        Optional<Origin> declaredAt,
        Optional<Origin> owner) {
    public Task {
        wants = List.copyOf(wants);
        after = List.copyOf(after);
        before = List.copyOf(before);
        declaredBy = List.copyOf(declaredBy);
    }
}
