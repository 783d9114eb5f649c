package io.jbarman.dsl;

/** How SSH logs in; what is left out comes from ~/.ssh/config, then from OpenSSH's defaults. What editors complete; made from the description of the language. */
public interface SshWords extends WordsForValues {
    /** The account that logs in. */
    void user(Object value);

    /** The port of the SSH server. */
    void port(Object value);

    /** The private key, on the control node. */
    void identity_file(Object value);

    /** The file of known host keys, on the control node. */
    void known_hosts(Object value);

    /** How privileges are taken: sudo, without a password, or none. */
    void become(Object value);

    /** The host that it is reached through, as ProxyJump names it; none for no such host. */
    void jump(Object value);
}
