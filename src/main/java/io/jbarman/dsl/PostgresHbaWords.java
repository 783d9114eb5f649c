package io.jbarman.dsl;

/** That users may connect from somewhere, or may not; it is put before the first rule that would answer such a connection by another method. What editors complete; made from the description of the language. */
public interface PostgresHbaWords extends WordsForValues {
    /** The server, one of postgres; left out, the one of the host. */
    void server(Object value);

    /** The connection type, local for those by socket; left out, hba_type of the server. */
    void contype(Object value);

    /** The databases; all stands for all but replication. */
    void databases(Object value);

    /** The roles; +crew stands for its members, all for all. */
    void users(Object value);

    /** From where; of contype local it is left out. */
    void source(Object value);

    /** The authentication method; left out, hba_method of the server. */
    void method(Object value);

    /** Whether it has effect; absent takes out the lines that say this and nothing else. */
    void state(Object value);
}
