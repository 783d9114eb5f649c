package io.jbarman.dsl;

/** A package of the distribution, installed where it is not there; never upgraded. What editors complete; made from the description of the language. */
public interface PackageWords extends WordsForValues {
    /** Its name. */
    void name(Object value);

    /** That it is there. */
    void state(Object value);
}
