package io.jbarman.resource;

import io.jbarman.plan.ResourceId;
import java.util.Optional;
import java.util.Set;

/** A wrapper of any kind of resource: what may be lost with the inner one may be lost with it, and it stays around the inner one. */
public interface WrappingAny<S> extends Wrapping<S>, Guarded<S> {
    /** The same around another resource. */
    WrappingAny<S> around(Resource<S> other);

    @Override
    default boolean isGuarded() {
        return inner() instanceof Guarded<S> guarded && guarded.isGuarded();
    }

    @Override
    default WrappingAny<S> agreed() {
        return inner() instanceof Guarded<S> guarded ? around(guarded.agreed()) : this;
    }

    @Override
    default WrappingAny<S> along(Set<ResourceId> agreed) {
        return inner() instanceof Guarded<S> guarded ? around(guarded.along(agreed)) : this;
    }

    @Override
    default Optional<? extends Resource<S>> without(Set<ResourceId> missing) {
        return inner().without(missing).map(this::around);
    }

    @Override
    default Resource<S> within(Set<ResourceId> scope) {
        return around(inner().within(scope));
    }
}
