package io.jbarman.resource;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.plan.ResourceId;
import java.util.Set;

/**
 * The way back from a resource: what it is about and how that is looked at are the same, what is wanted is the opposite.
 * After what it comes is for whoever puts a way back together to say.
 */
public interface Undoing<S> extends Resource<S> {
    /** What is taken back. */
    Resource<S> made();

    @Override
    default ResourceId id() {
        return made().id();
    }

    @Override
    default Set<ResourceId> after() {
        return Set.of();
    }

    @Override
    default Set<FactQuery<?>> needs() {
        return made().needs();
    }

    @Override
    default Observation<S> observe(Facts facts) {
        return made().observe(facts);
    }
}
