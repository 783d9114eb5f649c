package io.jbarman.resource;

/** One whose removal may lose something: it is refused then, unless its address was named. */
public interface Guarded<S> extends Resource<S> {
    /** The option that names it. */
    String OPTION = "--drop";

    /** Whether it is one at all; a wrapper is if what is in it is. */
    default boolean isGuarded() {
        return true;
    }

    /** The same, once somebody has agreed to lose what removing it would lose. */
    Guarded<S> agreed();
}
