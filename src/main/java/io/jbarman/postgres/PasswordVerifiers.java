package io.jbarman.postgres;

import io.jbarman.secret.Secret;
import java.util.Optional;

/** The seam to whoever computes what PostgreSQL keeps in place of a password (PostgreSQL: "Password Authentication"). */
public interface PasswordVerifiers {
    /** {@code scram_iterations} before PostgreSQL 16, and its default since. */
    int DEFAULT_ITERATIONS = 4096;

    /**
     * A new SCRAM-SHA-256 verifier with a random salt, fit for {@code ALTER ROLE ... PASSWORD}. It is itself a secret: who
     * has it can guess the password at leisure.
     *
     * @throws io.jbarman.diagnostics.ProblemException if the password is empty once prepared (RFC 4013), which no
     *     client could then log in with
     */
    Secret make(Secret password, int iterations);

    /**
     * Compares a password with a stored verifier.
     *
     * @param role whose it is; MD5 has the name in it
     * @param stored {@code rolpassword}, empty where it is NULL
     * @param iterations wanted at least
     */
    PasswordCheck check(String role, Secret password, Optional<String> stored, int iterations);
}
