package io.jbarman.topology;

import io.jbarman.pg.RoleAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A role as a topology declares or implies it (PostgreSQL: "CREATE ROLE"). What is left out is left alone.
 *
 * @param attributes the ones that are managed, both ways
 * @param connectionLimit -1 for none
 * @param validUntil in UTC as {@code 2030-01-01 00:00:00+00}, or {@code infinity}
 * @param password name of a secret
 * @param memberOf memberships by the role whose member it is
 * @param settings its own values of settings, in all databases or in one
 * @param comment empty text takes it away
 * @param removal there if the role is not to exist
 */
public record RoleDemand(
        String name,
        Map<RoleAttribute, Boolean> attributes,
        Optional<Integer> connectionLimit,
        Optional<String> validUntil,
        Optional<String> password,
        Map<String, Membership> memberOf,
        List<OwnSetting> settings,
        Optional<String> comment,
        Optional<Removal> removal) {

    public RoleDemand {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        memberOf = Collections.unmodifiableMap(new LinkedHashMap<>(memberOf));
        settings = List.copyOf(settings);
    }

    /** A role of which nothing is managed but these settings. */
    public static RoleDemand only(String name, List<OwnSetting> settings) {
        return new RoleDemand(
                name,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                settings,
                Optional.empty(),
                Optional.empty());
    }

    /** A role that is not to exist. */
    public static RoleDemand absent(String name, Removal removal) {
        return new RoleDemand(
                name,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.of(removal));
    }

    /** The same role with other settings. */
    public RoleDemand having(List<OwnSetting> others) {
        return new RoleDemand(
                name, attributes, connectionLimit, validUntil, password, memberOf, others, comment, removal);
    }

    /** Its settings in one database; empty for those in all. */
    public List<OwnSetting> settingsIn(Optional<String> database) {
        return settings.stream().filter(one -> one.database().equals(database)).toList();
    }

    /** The databases in which it has settings of its own. */
    public List<String> databasesWithSettings() {
        return settings.stream()
                .flatMap(one -> one.database().stream())
                .distinct()
                .toList();
    }

    /** One that logs in, as a barmanhost or a standby needs it. */
    public static RoleDemand login(String name, boolean superuser, boolean replication, Optional<String> password) {
        Map<RoleAttribute, Boolean> attributes = new LinkedHashMap<>();
        attributes.put(RoleAttribute.LOGIN, true);
        attributes.put(RoleAttribute.SUPERUSER, superuser);
        attributes.put(RoleAttribute.REPLICATION, replication);
        return new RoleDemand(
                name,
                attributes,
                Optional.empty(),
                Optional.empty(),
                password,
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * How it is to be a member of another role; options that are left out are left alone.
     *
     * @param absent whether it is not to be one
     * @param inherit from 16 on of this membership, before that of the role
     * @param set from 16 on of this membership, before that always
     */
    public record Membership(
            boolean absent, Optional<Boolean> admin, Optional<Boolean> inherit, Optional<Boolean> set) {}

    /**
     * A setting of the role's own.
     *
     * @param database empty for all
     * @param value empty if it is not to have one of its own
     */
    public record OwnSetting(Optional<String> database, String name, Optional<String> value) {}

    /**
     * That it is to go.
     *
     * @param reassignTo who gets what it owns; where left out, the role that jbarman logs in as
     */
    public record Removal(Optional<String> reassignTo) {}

    /** Whether the role must have an attribute. */
    public boolean wants(RoleAttribute attribute) {
        return attributes.getOrDefault(attribute, false);
    }

    /** One role that serves both demands, as where one role both queries and streams. */
    public RoleDemand and(RoleDemand other) {
        Map<RoleAttribute, Boolean> both = new LinkedHashMap<>(attributes);
        other.attributes.forEach((attribute, has) -> both.merge(attribute, has, Boolean::logicalOr));
        Map<String, Membership> memberships = new LinkedHashMap<>(memberOf);
        memberships.putAll(other.memberOf);
        List<OwnSetting> own = new ArrayList<>(settings);
        own.addAll(other.settings);
        return new RoleDemand(
                name,
                both,
                connectionLimit.or(other::connectionLimit),
                validUntil.or(other::validUntil),
                password.or(other::password),
                memberships,
                own,
                comment.or(other::comment),
                removal.or(other::removal));
    }
}
