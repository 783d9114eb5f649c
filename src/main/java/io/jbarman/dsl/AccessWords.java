package io.jbarman.dsl;

/** How jbarman's own session is reached. What editors complete; made from the description of the language. */
public interface AccessWords extends WordsForValues {
    /** Relay, tunnel or tcp; where left out, tried in that order. */
    void road(Object value);

    /** The role that jbarman logs in as. */
    void user(Object value);

    /** The name of a secret, where the server asks for a password. */
    void password(Object value);

    /** The database that jbarman logs in to. */
    void dbname(Object value);

    /** Libpq's sslmode for tunnel and tcp. */
    void sslmode(Object value);
}
