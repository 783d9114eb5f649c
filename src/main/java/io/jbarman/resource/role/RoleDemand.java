package io.jbarman.resource.role;

import java.util.Optional;

/**
 * A role as a topology implies it. It may always log in.
 *
 * @param superuser whether it is one; both answers are managed
 * @param replication whether it may replicate; both answers are managed
 * @param secret name of its password; empty leaves the password alone
 */
public record RoleDemand(String name, boolean superuser, boolean replication, Optional<String> secret) {
    /** One role that serves both demands, as where one role both queries and streams. */
    public RoleDemand and(RoleDemand other) {
        return new RoleDemand(
                name, superuser || other.superuser, replication || other.replication, secret.or(other::secret));
    }
}
