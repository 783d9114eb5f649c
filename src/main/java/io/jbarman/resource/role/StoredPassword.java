package io.jbarman.resource.role;

import io.jbarman.postgres.jdbc.PasswordVerifier;
import io.jbarman.secret.Secret;

/** Compares a password with what the server stores of it. */
final class StoredPassword {
    private StoredPassword() {}

    static PasswordState compare(String role, Secret password, Secret verifier) {
        return switch (PasswordVerifier.match(role, password, verifier)) {
            case MATCHES -> PasswordVerifier.isMd5(verifier) ? PasswordState.MATCHES_MD5 : PasswordState.MATCHES;
            case DIFFERS -> PasswordState.DIFFERS;
            case UNKNOWN -> PasswordState.UNCHECKED;
        };
    }
}
