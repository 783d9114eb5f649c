package io.jbarman.resource;

import io.jbarman.plan.ResourceId;
import java.util.Set;

/** One whose removal may lose something: it is refused then, unless its address was named. */
public interface Guarded<S> extends Resource<S> {
    /** The option that names it. */
    String OPTION = "--drop";

    /** Whether it is one at all; a wrapper is if what is in it is. */
    default boolean isGuarded() {
        return true;
    }

    /** The same in a run by which these go as well: what is lost with them is not lost once more. */
    default Guarded<S> along(Set<ResourceId> agreed) {
        return this;
    }

    /** The same, once somebody has agreed to lose what removing it would lose. */
    Guarded<S> agreed();
}
