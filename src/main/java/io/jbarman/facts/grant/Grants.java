package io.jbarman.facts.grant;

import java.util.Set;

/**
 * Who may do what, as far as it was asked: exact, with no inference through PUBLIC, ownership by membership or SUPERUSER.
 *
 * @param existing the functions asked about that this server has
 */
public record Grants(Set<Grant> all, Set<String> existing) {
    public Grants {
        all = Set.copyOf(all);
        existing = Set.copyOf(existing);
    }

    /** Whether exactly this was granted. */
    public boolean has(String grantee, Privilege privilege) {
        return all.contains(new Grant(grantee, privilege));
    }

    /** One privilege of one role. */
    public record Grant(String grantee, Privilege privilege) {}
}
