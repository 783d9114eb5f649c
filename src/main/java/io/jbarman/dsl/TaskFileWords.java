package io.jbarman.dsl;

/** What is to be at a path; what is left out is left alone. What editors complete; made from the description of the language. */
public interface TaskFileWords extends WordsForValues {
    /** Where it is. */
    void path(Object value);

    /** A file, a directory, or nothing. */
    void state(Object value);

    /** The account that owns it. */
    void owner(Object value);

    /** The group that it belongs to. */
    void group(Object value);

    /** Its permission bits. */
    void mode(Object value);
}
