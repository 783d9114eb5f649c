package io.jbarman.resource.role;

import io.jbarman.facts.role.Role;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.plan.Difference;
import io.jbarman.postgres.Sql;
import io.jbarman.topology.RoleDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What stands in CREATE ROLE and ALTER ROLE: attributes, connection limit, validity. Only what differs is named, since
 * naming SUPERUSER either way is the superuser's.
 *
 * @param role empty if there is none, so that everything differs
 */
record Attributes(RoleDemand wanted, Optional<Role> role) {
    private static final String FOREVER = "infinity";

    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        deviating()
                .forEach(attribute -> differences.add(new Difference(
                        attribute.word(),
                        role.map(found -> String.valueOf(found.is(attribute))).orElse(""),
                        String.valueOf(wanted.wants(attribute)))));
        limit().ifPresent(limit -> differences.add(new Difference(
                "connection limit",
                role.map(found -> String.valueOf(found.connectionLimit())).orElse(""),
                String.valueOf(limit))));
        validity()
                .ifPresent(until ->
                        differences.add(new Difference("valid until", role.isEmpty() ? "" : validity(role), until)));
        return differences;
    }

    /** What differs, as it stands in a statement; each with a blank before it. */
    String clauses() {
        StringBuilder text = new StringBuilder();
        deviating().forEach(attribute -> text.append(' ').append(attribute.clause(wanted.wants(attribute))));
        limit().ifPresent(limit -> text.append(" CONNECTION LIMIT ").append(limit));
        validity().ifPresent(until -> text.append(" VALID UNTIL ").append(Sql.literal(until)));
        return text.toString();
    }

    private List<RoleAttribute> deviating() {
        return Arrays.stream(RoleAttribute.values())
                .filter(wanted.attributes()::containsKey)
                .filter(attribute -> role.map(found -> found.is(attribute) != wanted.wants(attribute))
                        .orElse(true))
                .toList();
    }

    private Optional<Integer> limit() {
        return wanted.connectionLimit()
                .filter(limit ->
                        role.map(found -> found.connectionLimit() != limit).orElse(true));
    }

    private Optional<String> validity() {
        return wanted.validUntil().filter(until -> role.isEmpty() || !until.equals(validity(role)));
    }

    /** One that was never set means the same as one for ever. */
    private static String validity(Optional<Role> role) {
        return role.flatMap(Role::validUntil).orElse(FOREVER);
    }
}
