package io.jbarman.dsl;

/** An extension in one or more databases; what is left out is left alone. What editors complete; made from the description of the language. */
public interface ExtensionWords extends WordsForValues {
    /** Where it is; left out, where jbarman logs in. */
    void databases(Object value);

    /** The schema of its objects. */
    void schema(Object value);

    /** Its version; left out, the newest when it is created. */
    void version(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
