package io.jbarman.draft;

import io.jbarman.config.Redaction;
import io.jbarman.facts.Facts;
import io.jbarman.facts.role.Role;
import io.jbarman.facts.role.Roles;
import io.jbarman.facts.setting.OwnValue;
import io.jbarman.pg.RoleAttribute;
import io.jbarman.schema.Connections;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Membership;
import io.jbarman.topology.RoleDemand.OwnSetting;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The roles of a server as demands for them, but for their passwords. */
record SeenRoles(SeenServer seen, Facts first, Facts second, DraftRemarks remarks) {

    Map<String, RoleDemand> demands() {
        Map<String, RoleDemand> demands = new TreeMap<>();
        List<String> names = Known.or(first.get(seen.roleNames()), List.of());
        Known.or(second.get(seen.roles(names)), new Roles(Map.of()))
                .byName()
                .values()
                .forEach(role -> {
                    if (Connections.isRole(role.name())) {
                        demands.put(role.name(), demand(role));
                    } else {
                        remarks.leftOut("role '" + role.name() + "'", "a topology cannot have this name");
                    }
                });
        if (!demands.isEmpty()) {
            remarks.leftOut(
                    "passwords of roles are not read; roles keep theirs",
                    "to manage one, add password: with the name of a secret");
        }
        return demands;
    }

    private RoleDemand demand(Role role) {
        return new RoleDemand(
                role.name(),
                attributes(role),
                Optional.of(role.connectionLimit()).filter(limit -> limit != -1),
                role.validUntil(),
                Optional.empty(),
                memberships(role),
                settings(role.name()),
                role.comment(),
                Optional.empty());
    }

    /** Whether it logs in and is a superuser, and whatever else it has. */
    private static Map<RoleAttribute, Boolean> attributes(Role role) {
        Map<RoleAttribute, Boolean> attributes = new LinkedHashMap<>();
        Arrays.stream(RoleAttribute.values())
                .filter(one -> role.is(one) || one == RoleAttribute.LOGIN || one == RoleAttribute.SUPERUSER)
                .forEach(one -> attributes.put(one, role.is(one)));
        if (!role.is(RoleAttribute.INHERIT)) {
            attributes.put(RoleAttribute.INHERIT, false);
        } else {
            attributes.remove(RoleAttribute.INHERIT);
        }
        return attributes;
    }

    private static Map<String, Membership> memberships(Role role) {
        Map<String, Membership> memberships = new LinkedHashMap<>();
        role.memberships()
                .forEach(one -> memberships.merge(
                        one.role(), membership(one.admin()), (a, b) -> a.admin().isPresent() ? a : b));
        return memberships;
    }

    private static Membership membership(boolean admin) {
        return new Membership(false, admin ? Optional.of(true) : Optional.empty(), Optional.empty(), Optional.empty());
    }

    private List<OwnSetting> settings(String role) {
        List<OwnValue> own = Known.or(first.get(seen.ownValues()), List.<OwnValue>of()).stream()
                .filter(one -> one.role().equals(Optional.of(role)))
                .toList();
        own.stream().filter(one -> Redaction.isTelling(one.name(), one.value())).forEach(remarks::ownValue);
        return own.stream()
                .filter(one -> !Redaction.isTelling(one.name(), one.value()))
                .sorted(java.util.Comparator.comparing(one -> one.database().orElse("")))
                .map(one -> new OwnSetting(one.database(), one.name(), Optional.of(one.value())))
                .toList();
    }
}
