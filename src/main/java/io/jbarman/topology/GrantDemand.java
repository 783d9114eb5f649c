package io.jbarman.topology;

import io.jbarman.pg.GrantObject;
import java.util.List;
import java.util.Optional;

/**
 * Privileges of one role, or of all, on objects of one kind (PostgreSQL: "Privileges").
 *
 * @param to {@code public} for all
 * @param database where the objects are; empty for the one of jbarman's own session
 * @param on of what kind they are
 * @param names schema-qualified where the kind has schemas, {@code shop.*} for all of a schema; of what is still to be
 *     created, the schemas, and none means everywhere
 * @param createdBy who creates what is still to be created
 * @param privileges in capitals; {@code ALL} for all that the server knows
 * @param grantOption whether they may be granted on; if not, that is left alone
 * @param versions of the servers that this is for
 * @param absent whether they are to be revoked
 */
public record GrantDemand(
        String name,
        String to,
        Optional<String> database,
        GrantObject on,
        List<String> names,
        Optional<String> createdBy,
        List<String> privileges,
        boolean grantOption,
        Versions versions,
        boolean absent) {
    /** Everybody, as a grantee; no role can be called so. */
    public static final String PUBLIC = "public";

    public GrantDemand {
        names = List.copyOf(names);
        privileges = List.copyOf(privileges);
    }

    /** That it is revoked instead of granted, or the other way round. */
    public GrantDemand opposite() {
        return new GrantDemand(name, to, database, on, names, createdBy, privileges, false, versions, !absent);
    }

    /** Major versions, both included. */
    public record Versions(int from, int to) {
        /** Said of those that have no end. */
        public static final int NEVER = 99;

        /** Whether a major version is among them. */
        public boolean include(int major) {
            return major >= from && major <= to;
        }

        @Override
        public String toString() {
            return to < NEVER ? from + " to " + to : from + " and later";
        }
    }
}
