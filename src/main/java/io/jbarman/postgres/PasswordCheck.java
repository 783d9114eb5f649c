package io.jbarman.postgres;

/** Whether a password is the one that a server's {@code pg_authid.rolpassword} stands for. */
public enum PasswordCheck {
    /** It is, and the verifier is SCRAM-SHA-256 with the wanted number of iterations. */
    MATCHES,
    /** It is, but the verifier is MD5 or has fewer iterations than wanted: setting it again makes it better. */
    MATCHES_WEAKLY,
    /** It is another one. */
    DIFFERS,
    /** The role has none. */
    MISSING,
    /** The stored text is of a form that is not understood. */
    UNKNOWN_FORM
}
