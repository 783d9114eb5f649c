package io.jbarman.dsl;

/** A package of the distribution, installed where it is not there; never upgraded. What editors complete; made from the description of the language. */
public interface PackagesWords extends WordsForValues {
    /** That it is there. */
    void state(Object value);
}
