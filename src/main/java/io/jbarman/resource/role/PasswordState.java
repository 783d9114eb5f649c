package io.jbarman.resource.role;

/** How a stored password compares with the declared one. */
public enum PasswordState {
    /** The server stores a verifier of the declared password. */
    MATCHES,
    /** It does, as an MD5 hash, which later releases of PostgreSQL will not take. */
    MATCHES_MD5,
    /** It stores one of another password. */
    DIFFERS,
    /** It stores none. */
    ABSENT,
    /** It cannot be told: the stored passwords may not be read, or are of a kind that is not known. */
    UNCHECKED,
    /** No password is declared, so whatever is stored is left alone. */
    UNMANAGED
}
