package io.jbarman.resource.role;

import io.jbarman.facts.role.Role;
import io.jbarman.pg.PredefinedRoles;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.pg.ServerVersion;
import io.jbarman.plan.Difference;
import io.jbarman.postgres.Sql;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Membership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Memberships with their options (PostgreSQL: "GRANT", "REVOKE"). From 16 on each grantor has a grant of its own and an
 * option counts if one of them gives it, so it is taken away from each.
 *
 * @param role as observed; empty if there is none
 */
record Memberships(RoleDemand wanted, Optional<Role> role, ServerVersion version) {
    private static final int OPTIONS_SINCE = 16;

    /** What this version cannot have. */
    Optional<Refusal> refusal() {
        return wanted.memberOf().entrySet().stream()
                .filter(one -> !one.getValue().absent())
                .flatMap(one -> unknown(one.getKey()).or(() -> unheardOf(one.getKey(), one.getValue())).stream())
                .findFirst();
    }

    private Optional<Refusal> unknown(String group) {
        return PredefinedRoles.since(group)
                .filter(since -> !version.atLeast(since))
                .map(since -> new Refusal(
                        group + " came with PostgreSQL " + since + ", this server is " + version,
                        "Leave " + group + " out of member_of of role '" + wanted.name() + "' for this server."));
    }

    private Optional<Refusal> unheardOf(String group, Membership membership) {
        if (version.atLeast(OPTIONS_SINCE)) {
            return Optional.empty();
        }
        boolean inherits = wanted.attributes()
                .getOrDefault(
                        RoleAttribute.INHERIT,
                        role.map(found -> found.is(RoleAttribute.INHERIT)).orElse(true));
        boolean asEver = membership.set().orElse(true) && membership.inherit().orElse(inherits) == inherits;
        return asEver
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "the options inherit and set of a membership came with PostgreSQL 16, this server is "
                                + version,
                        "Leave them out of member_of: { " + group + " }; before 16 inherit is an attribute of the role"
                                + " itself."));
    }

    List<Deviation> deviations() {
        List<Deviation> deviations = new ArrayList<>();
        wanted.memberOf()
                .forEach((group, membership) -> deviation(group, membership).ifPresent(deviations::add));
        return deviations;
    }

    private Optional<Deviation> deviation(String group, Membership membership) {
        List<Role.Membership> granted = granted(group);
        if (membership.absent()) {
            return granted.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Deviation(
                            new Difference(attribute(group), "yes", "no"),
                            granted.stream().map(one -> revoke("", one)).toList()));
        }
        Map<String, Boolean> options = options(membership, granted);
        if (!granted.isEmpty() && options.isEmpty()) {
            return Optional.empty();
        }
        List<String> statements = new ArrayList<>();
        if (granted.isEmpty() || options.containsValue(true)) {
            statements.add(grant(group, options));
        }
        options.forEach((option, on) -> {
            if (!on) {
                granted.stream()
                        .filter(gives(option))
                        .forEach(one -> statements.add(revoke(option + " OPTION FOR ", one)));
            }
        });
        return Optional.of(new Deviation(difference(group, options, granted), statements));
    }

    private Difference difference(String group, Map<String, Boolean> options, List<Role.Membership> granted) {
        String after = words(options);
        if (granted.isEmpty()) {
            return new Difference(attribute(group), role.isEmpty() ? "" : "no", after.isEmpty() ? "yes" : after);
        }
        Map<String, Boolean> before = new LinkedHashMap<>();
        options.keySet().forEach(option -> before.put(option, granted.stream().anyMatch(gives(option))));
        return new Difference(attribute(group), words(before), after);
    }

    private static String attribute(String group) {
        return "member of " + group;
    }

    private static String words(Map<String, Boolean> options) {
        return options.entrySet().stream()
                .map(one -> one.getKey().toLowerCase(java.util.Locale.ROOT) + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The declared options of a new membership, those that differ of one that is there. */
    private Map<String, Boolean> options(Membership membership, List<Role.Membership> granted) {
        Map<String, Boolean> options = new LinkedHashMap<>();
        membership.admin().ifPresent(on -> options.put("ADMIN", on));
        if (version.atLeast(OPTIONS_SINCE)) {
            membership.inherit().ifPresent(on -> options.put("INHERIT", on));
            membership.set().ifPresent(on -> options.put("SET", on));
        }
        if (!granted.isEmpty()) {
            options.entrySet().removeIf(one -> granted.stream().anyMatch(gives(one.getKey())) == one.getValue());
        }
        return options;
    }

    private static Predicate<Role.Membership> gives(String option) {
        return switch (option) {
            case "ADMIN" -> Role.Membership::admin;
            case "INHERIT" -> Role.Membership::inherit;
            default -> Role.Membership::set;
        };
    }

    private List<Role.Membership> granted(String group) {
        return role.map(Role::memberships).orElse(List.of()).stream()
                .filter(one -> one.role().equals(group))
                .toList();
    }

    private String grant(String group, Map<String, Boolean> options) {
        String with = version.atLeast(OPTIONS_SINCE)
                ? options.entrySet().stream()
                        .map(one -> one.getKey() + (one.getValue() ? " TRUE" : " FALSE"))
                        .collect(Collectors.joining(", "))
                : options.getOrDefault("ADMIN", false) ? "ADMIN OPTION" : "";
        return "GRANT " + Sql.identifier(group) + " TO " + Sql.identifier(wanted.name())
                + (with.isEmpty() ? "" : " WITH " + with);
    }

    private String revoke(String what, Role.Membership granted) {
        String by = version.atLeast(OPTIONS_SINCE)
                ? granted.grantor()
                        .map(grantor -> " GRANTED BY " + Sql.identifier(grantor))
                        .orElse("")
                : "";
        return "REVOKE " + what + Sql.identifier(granted.role()) + " FROM " + Sql.identifier(wanted.name()) + by;
    }
}
