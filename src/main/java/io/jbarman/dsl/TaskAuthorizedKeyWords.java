package io.jbarman.dsl;

/** That a key may log in as an account; keys of others are left alone. What editors complete; made from the description of the language. */
public interface TaskAuthorizedKeyWords extends WordsForValues {
    /** The account. */
    void user(Object value);

    /** The public key, with its comment. */
    void key(Object value);

    /** Options before the key; left out, those that are there stay. */
    void key_options(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);

    /** That the key may be the one that jbarman logs in with, and be shut out or bound by options. */
    void own_login(Object value);
}
