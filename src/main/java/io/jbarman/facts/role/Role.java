package io.jbarman.facts.role;

import java.util.Set;

/**
 * A role as pg_roles shows it.
 *
 * @param self whether it is the one that asks, or the one that initdb made: neither may lose SUPERUSER
 * @param memberOf all roles that it is a member of, directly or not
 */
public record Role(
        String name, boolean superuser, boolean login, boolean replication, boolean self, Set<String> memberOf) {
    public Role {
        memberOf = Set.copyOf(memberOf);
    }
}
