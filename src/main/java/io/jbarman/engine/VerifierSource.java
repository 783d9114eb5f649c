package io.jbarman.engine;

import io.jbarman.secret.Secret;

/** Computes what PostgreSQL stores of a password (PostgreSQL: "pg_authid", {@code SCRAM-SHA-256$...}), with a new salt. */
public interface VerifierSource {
    String verifier(Secret password, int iterations);
}
