package io.jbarman.dsl;

/** A physical replication slot beside those of barmanhosts and standbys. What editors complete; made from the description of the language. */
public interface PostgresSlotWords extends WordsForValues {
    /** The server, one of postgres; left out, the one of the host. */
    void server(Object value);

    /** Its name. */
    void name(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
