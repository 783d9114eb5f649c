package io.jbarman.dsl;

/** A group of accounts. What editors complete; made from the description of the language. */
public interface TaskGroupWords extends WordsForValues {
    /** Its name. */
    void name(Object value);

    /** Its number, compared and never changed. */
    void gid(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
