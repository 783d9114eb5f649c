package io.jbarman.explain;

import io.jbarman.plan.ResourceId;
import java.util.List;

/**
 * A resource in the order of work.
 *
 * @param after what must be so right before it
 * @param before what waits for it
 */
public record Task(ResourceId id, List<ResourceId> after, List<ResourceId> before) {
    public Task {
        after = List.copyOf(after);
        before = List.copyOf(before);
    }
}
