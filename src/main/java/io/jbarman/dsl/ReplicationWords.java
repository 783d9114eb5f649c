package io.jbarman.dsl;

/** How the standbys log in to their primary; the role is managed. What editors complete; made from the description of the language. */
public interface ReplicationWords extends WordsForValues {
    /** The role that standbys stream as. */
    void role(Object value);

    /** The name of a secret, where the server asks for a password. */
    void password(Object value);

    /** The password file on the standbys' hosts; where left out, .pgpass of the server's account. */
    void passfile(Object value);
}
