package io.jbarman.dsl;

/** Privileges of one role on objects of one kind, in one database; others are left alone. What editors complete; made from the description of the language. */
public interface PostgresGrantWords extends WordsForValues {
    /** The server, one of postgres; left out, the one of the host. */
    void server(Object value);

    /** Its name. */
    void name(Object value);

    /** The role, or public for all. */
    void to(Object value);

    /** The kind of the objects; new-tables and its like are default privileges. */
    void on(Object value);

    /** The objects: with their schema, functions with argument types, columns as shop.orders.price, shop.* for all of a schema; of new-..., the schemas. */
    void names(Object value);

    /** What is granted; all stands for all of them. */
    void privileges(Object value);

    /** Where the objects are; left out, where jbarman logs in. */
    void database(Object value);

    /** Of new-...: who creates them. */
    void created_by(Object value);

    /** Whether they may be granted on. */
    void grant_option(Object value);

    /** Only for servers of this major version and later. */
    void from_version(Object value);

    /** Only for servers of this major version and earlier. */
    void to_version(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
