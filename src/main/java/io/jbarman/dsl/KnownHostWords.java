package io.jbarman.dsl;

/** That an account trusts a host by this key; keys of other types and hosts are left alone. What editors complete; made from the description of the language. */
public interface KnownHostWords extends WordsForValues {
    /** The account. */
    void user(Object value);

    /** The host, as the account calls it. */
    void name(Object value);

    /** The host's public key; with state: absent, left out, all. */
    void key(Object value);

    /** Whether it is to be there; absent removes it. */
    void state(Object value);
}
