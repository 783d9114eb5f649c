package io.jbarman.resource;

/** One whose removal may lose something: it is refused then, unless its address was named. */
public interface Guarded<S> extends Resource<S> {
    /** The option that names it. */
    String OPTION = "--drop";

    /** The same, once somebody has agreed to lose what removing it would lose. */
    Guarded<S> agreed();
}
