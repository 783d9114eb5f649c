package io.jbarman.facts.role;

import io.jbarman.pg.RoleAttribute;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A role as pg_roles shows it.
 *
 * @param attributes those that it has
 * @param self whether it is the one that asks, or the one that initdb made: neither may lose SUPERUSER
 * @param connectionLimit -1 for none
 * @param validUntil in UTC as {@code 2030-01-01 00:00:00+00}, or {@code infinity}; empty if it was never set
 * @param memberOf all roles that it is a member of, directly or not
 * @param memberships how it is a direct member of others
 * @param ties what dropping it would have to undo
 */
public record Role(
        String name,
        Set<RoleAttribute> attributes,
        boolean self,
        int connectionLimit,
        Optional<String> validUntil,
        Optional<String> comment,
        Set<String> memberOf,
        List<Membership> memberships,
        Ties ties) {
    public Role {
        attributes = Set.copyOf(attributes);
        memberOf = Set.copyOf(memberOf);
        memberships = List.copyOf(memberships);
    }

    /** A role with nothing but a name, attributes and the roles that it is a member of. */
    public static Role named(String name, boolean self, Set<RoleAttribute> attributes, Set<String> memberOf) {
        return new Role(
                name,
                attributes,
                self,
                -1,
                Optional.empty(),
                Optional.empty(),
                memberOf,
                List.of(),
                new Ties(List.of(), List.of(), 0));
    }

    /** The same with so many sessions less. */
    public Role withoutSessions(int count) {
        Ties fewer = new Ties(ties.owned(), ties.granted(), Math.max(0, ties.sessions() - count));
        return new Role(name, attributes, self, connectionLimit, validUntil, comment, memberOf, memberships, fewer);
    }

    /** The same where these databases go first, with all of it that is in them. */
    public Role without(Set<String> databases) {
        return new Role(
                name,
                attributes,
                self,
                connectionLimit,
                validUntil,
                comment,
                memberOf,
                memberships,
                new Ties(rest(ties.owned(), databases), rest(ties.granted(), databases), ties.sessions()));
    }

    private static List<Tied> rest(List<Tied> tied, Set<String> databases) {
        return tied.stream()
                .filter(one -> one.database().filter(databases::contains).isEmpty())
                .filter(one -> one.itself().filter(databases::contains).isEmpty())
                .toList();
    }

    /** Whether it has an attribute. */
    public boolean is(RoleAttribute attribute) {
        return attributes.contains(attribute);
    }

    /**
     * A grant of one role to another; from 16 on each grantor has its own.
     *
     * @param grantor empty if that role is gone
     * @param inherit before 16 the member's attribute INHERIT
     * @param set before 16 always
     */
    public record Membership(String role, Optional<String> grantor, boolean admin, boolean inherit, boolean set) {}

    /**
     * What hangs on a role (PostgreSQL: "pg_shdepend").
     *
     * @param owned what it owns, by database
     * @param granted other mentions of it, in privileges and policies, by database
     * @param sessions how many sessions of it are open
     */
    public record Ties(List<Tied> owned, List<Tied> granted, int sessions) {
        public Ties {
            owned = List.copyOf(owned);
            granted = List.copyOf(granted);
        }
    }

    /**
     * So many objects of one database.
     *
     * @param database empty for what belongs to the whole cluster: databases, tablespaces
     * @param itself the name, if it is a database
     */
    public record Tied(Optional<String> database, int objects, Optional<String> itself) {
        /** Objects in a database, or others of the cluster. */
        public static Tied objects(Optional<String> database, int objects) {
            return new Tied(database, objects, Optional.empty());
        }
    }
}
