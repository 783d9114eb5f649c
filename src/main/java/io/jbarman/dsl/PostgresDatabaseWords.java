package io.jbarman.dsl;

/** A database; what is left out is left alone. What editors complete; made from the description of the language. */
public interface PostgresDatabaseWords extends WordsForValues {
    /** The server, one of postgres; left out, the one of the host. */
    void server(Object value);

    /** Its name. */
    void name(Object value);

    /** The role that owns it. */
    void owner(Object value);

    /** Its encoding, compared and never changed. */
    void encoding(Object value);

    /** Its sort order, compared and never changed. */
    void lc_collate(Object value);

    /** Its character classes, compared and never changed. */
    void lc_ctype(Object value);

    /** The database that it is copied from when it is created. */
    void template(Object value);

    /** How many sessions it may have; -1: any. */
    void connection_limit(Object value);

    /** Its comment; empty text takes it away. */
    void comment(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
