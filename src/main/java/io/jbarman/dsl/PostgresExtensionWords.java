package io.jbarman.dsl;

/** An extension in one or more databases; what is left out is left alone. What editors complete; made from the description of the language. */
public interface PostgresExtensionWords extends WordsForValues {
    /** The server, one of postgres; left out, the one of the host. */
    void server(Object value);

    /** Its name. */
    void name(Object value);

    /** Where it is; left out, where jbarman logs in. */
    void databases(Object value);

    /** The schema of its objects. */
    void schema(Object value);

    /** Its version; left out, the newest when it is created. */
    void version(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
