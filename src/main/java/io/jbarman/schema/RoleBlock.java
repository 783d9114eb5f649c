package io.jbarman.schema;

import io.jbarman.pg.RoleAttribute;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Membership;
import io.jbarman.topology.RoleDemand.OwnSetting;
import io.jbarman.topology.RoleDemand.Removal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A role: <code>app: { login: true, password: app_password, member_of: { pg_monitor: } }</code>. */
final class RoleBlock {
    private static final Block MEMBERSHIP = Block.of(
            "a membership",
            "How the role is a member of another one; options that are left out are left alone.",
            Key.optional("admin", new TruthType(), "Whether it may grant the membership to others.")
                    .example("false"),
            Key.optional("inherit", new TruthType(), "Whether it has the other's privileges (PostgreSQL 16).")
                    .example("true"),
            Key.optional("set", new TruthType(), "Whether it may become the other by SET ROLE (PostgreSQL 16).")
                    .example("true"),
            StateWord.KEY);

    private static final Block UNSET =
            Block.of("{ state: absent }", "No value of its own.", StateWord.KEY.example("absent"));

    private static final NamedType SETTINGS = new NamedType(
            "setting", Texts.SETTING, new EitherType(UNSET, new AnyScalar("a single value in PostgreSQL's spelling")));

    static final Block BLOCK = Block.of(
            "a role",
            "A role; what is left out is left alone.",
            Key.optional("login", new TruthType(), "Whether it may log in.").example("true"),
            Key.optional("superuser", new TruthType(), "Whether it may do everything.")
                    .example("false"),
            Key.optional("createdb", new TruthType(), "Whether it may create databases.")
                    .example("false"),
            Key.optional("createrole", new TruthType(), "Whether it may create roles.")
                    .example("false"),
            Key.optional("inherit", new TruthType(), "Whether it has the privileges of roles that it is a member of.")
                    .example("true"),
            Key.optional("replication", new TruthType(), "Whether it may replicate.")
                    .example("false"),
            Key.optional("bypassrls", new TruthType(), "Whether row-level security does not hold for it.")
                    .example("false"),
            Key.optional("connection_limit", new NumberType(-1, 262143), "How many sessions it may have; -1: any.")
                    .example("20"),
            Key.optional("valid_until", MomentType.TYPE, "Until when its password is good.")
                    .example("2030-01-01 00:00Z"),
            Key.optional("password", new SecretNameType(), "The name of a secret, one of secrets.")
                    .example("app_password"),
            Key.optional(
                            "member_of",
                            new NamedType("role", Texts.ANY_ROLE, MEMBERSHIP),
                            "Roles that it is a member of, with options.")
                    .example("{ pg_monitor: { admin: false } }"),
            Key.optional("settings", SETTINGS, "Settings of its own, in all databases.")
                    .example("{ statement_timeout: 30s }"),
            Key.optional(
                            "in_database",
                            new NamedType("database", Texts.DATABASE, SETTINGS),
                            "Settings of its own in one database, by the database's name.")
                    .example("{ shop: { search_path: shop } }"),
            Key.optional("comment", Texts.COMMENT, "Its comment; empty text takes it away.")
                    .example("the web shop"),
            StateWord.KEY,
            Key.optional("reassign_to", Texts.ROLE, "Who gets what the role owns when it goes.")
                    .example("postgres"));

    private RoleBlock() {}

    static Map<String, RoleDemand> build(List<Entry> entries) {
        Map<String, RoleDemand> roles = new LinkedHashMap<>();
        entries.forEach(entry -> roles.put(entry.key(), build(entry)));
        return roles;
    }

    private static RoleDemand build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        List<OwnSetting> settings = new ArrayList<>(settings(values.entries("settings"), Optional.empty()));
        values.entries("in_database")
                .forEach(database -> settings.addAll(
                        settings(BlockValues.of(database, BLOCK).mapping().entries(), Optional.of(database.key()))));
        return new RoleDemand(
                entry.key(),
                attributes(values),
                values.number("connection_limit"),
                values.text("valid_until").flatMap(MomentType::normal),
                values.text("password"),
                memberships(values.entries("member_of")),
                settings,
                values.text("comment"),
                StateWord.isAbsent(values) ? Optional.of(new Removal(values.text("reassign_to"))) : Optional.empty());
    }

    private static Map<RoleAttribute, Boolean> attributes(BlockValues values) {
        Map<RoleAttribute, Boolean> attributes = new LinkedHashMap<>();
        Arrays.stream(RoleAttribute.values())
                .forEach(attribute -> values.text(attribute.word())
                        .ifPresent(word -> attributes.put(attribute, TruthType.isYes(word))));
        return attributes;
    }

    private static Map<String, Membership> memberships(List<Entry> entries) {
        Map<String, Membership> memberships = new LinkedHashMap<>();
        for (Entry entry : entries) {
            BlockValues values = BlockValues.of(entry, MEMBERSHIP);
            memberships.put(
                    entry.key(),
                    new Membership(
                            StateWord.isAbsent(values),
                            values.text("admin").map(TruthType::isYes),
                            values.text("inherit").map(TruthType::isYes),
                            values.text("set").map(TruthType::isYes)));
        }
        return memberships;
    }

    /** A setting to be taken away is a mapping; one of {@code state: present} says nothing. */
    private static List<OwnSetting> settings(List<Entry> entries, Optional<String> database) {
        List<OwnSetting> settings = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.value() instanceof Scalar scalar) {
                settings.add(new OwnSetting(database, entry.key(), Optional.of(Spellings.of(scalar))));
            } else if (StateWord.isAbsent(BlockValues.of(entry, UNSET))) {
                settings.add(new OwnSetting(database, entry.key(), Optional.empty()));
            }
        }
        return settings;
    }
}
