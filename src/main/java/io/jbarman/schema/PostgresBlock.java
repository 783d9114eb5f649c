package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.Contents;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.PostgresServer.Road;
import io.jbarman.topology.SettingDemand;
import io.jbarman.topology.Standby;
import java.util.LinkedHashMap;
import java.util.Map;

/** A PostgreSQL server: <code>pg: { host: pghost, settings: { max_wal_senders: { at_least: 10 } } }</code>. */
final class PostgresBlock {
    private static final ChoiceType ROADS = ChoiceType.of(Road.values());

    static final Block ACCESS = Block.of(
            "access",
            "How jbarman's own session is reached.",
            Key.optional("road", ROADS, "relay, tunnel or tcp; where left out, tried in that order.")
                    .example("tunnel"),
            Key.optional("user", Texts.ROLE, "The role that jbarman logs in as.")
                    .example("postgres"),
            Key.optional(
                    "password", new SecretNameType(), "The name of a secret, where the server asks for a password."),
            Key.optional("dbname", Texts.ROLE, "The database that jbarman logs in to.")
                    .defaults("postgres"),
            Key.optional(
                            "sslmode",
                            ChoiceType.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
                            "libpq's sslmode for tunnel and tcp.")
                    .example("verify-full"));

    private static final Block FLOOR = Block.of(
            "{ at_least: number }",
            "A floor: more is left alone.",
            Key.required("at_least", new NumberType(0, Long.MAX_VALUE), "The least value.")
                    .example("10"));

    static final EitherType SETTING_VALUE =
            new EitherType(FLOOR, new AnyScalar("a single value in PostgreSQL's spelling"));

    private static final NamedType SETTINGS = new NamedType("setting", Texts.SETTING, SETTING_VALUE);

    static final Block BLOCK = Block.of(
            "a PostgreSQL server",
            "A PostgreSQL server, by the name that Barman knows it by.",
            Key.required("host", Texts.NAME, "The host that it runs on, one of hosts.")
                    .example("pghost"),
            Key.optional("port", new NumberType(1, 65535), "The port that it listens on.")
                    .defaults("5432"),
            Key.optional("socket_directory", Texts.PATH, "The directory of its Unix socket; where left out, found.")
                    .example("/var/run/postgresql"),
            Key.optional("version", new NumberType(10, 99), "Its major version; another one is then a conflict.")
                    .example("15"),
            Key.optional("data_directory", Texts.PATH, "Its data directory; where left out, asked of the server.")
                    .example("/var/lib/postgresql/15/main"),
            Key.optional("service", Texts.LINE, "Its systemd unit; where left out, found.")
                    .example("postgresql@15-main"),
            Key.optional("os_user", Texts.ACCOUNT, "The account that it runs as.")
                    .defaults("postgres"),
            Key.optional("access", new EitherType(ACCESS, ROADS), "How jbarman's own session is reached.")
                    .example("relay"),
            Key.optional(
                            "hba_method",
                            RuleBlock.METHODS,
                            "The authentication method of the rules that jbarman adds to pg_hba.conf.")
                    .defaults("scram-sha-256"),
            Key.optional(
                            "hba_type",
                            ChoiceType.of(HbaType.HOST, HbaType.HOSTSSL),
                            "The connection type of those rules: host, or hostssl to insist on TLS.")
                    .defaults("host"),
            Key.optional(
                            "hba_above_reject",
                            new TruthType(),
                            "Whether those rules may be put above one that rejects such connections.")
                    .defaults("false"),
            Key.optional(
                            "restart",
                            new RestartType(),
                            "Whether jbarman may restart the server: never, when-needed, or in a weekly window of the"
                                    + " host's local time.")
                    .defaults("when-needed"),
            Key.optional("settings", SETTINGS, "Settings by name: a value, or { at_least: number } for a floor.")
                    .example("{ max_wal_senders: { at_least: 10 } }"),
            Key.optional("replication", StandbyBlock.REPLICATION, "How its standbys log in.")
                    .example("{ role: replica, password: replica_password }"),
            Key.optional(
                            "standbys",
                            new NamedType("standby", Texts.NAME, StandbyBlock.BLOCK),
                            "Servers that follow this one, by name.")
                    .example("{ pg2: { host: pghost2, slot: pg2 } }"),
            Key.optional("roles", new NamedType("role", Texts.ROLE, RoleBlock.BLOCK), "Roles by name.")
                    .example("{ app: { login: true, password: app_password } }"),
            Key.optional(
                            "grants",
                            new NamedType("grant", Texts.NAME, GrantBlock.BLOCK),
                            "Grants, each by a name of its own.")
                    .example("{ shop_reads: { to: app, on: table, names: [shop.orders], privileges: [select] } }"),
            Key.optional(
                            "databases",
                            new NamedType("database", Texts.DATABASE, DatabaseBlock.BLOCK),
                            "Databases by name.")
                    .example("{ shop: { owner: app } }"),
            Key.optional(
                            "extensions",
                            new NamedType("extension", Texts.DATABASE, ExtensionBlock.BLOCK),
                            "Extensions by name.")
                    .example("{ pg_stat_statements: { databases: [shop] } }"),
            Key.optional("slots", new NamedType("slot", Texts.SLOT, SlotBlock.BLOCK), "Physical slots by name.")
                    .example("{ old_standby: { state: absent } }"),
            Key.optional(
                            "hba",
                            new NamedType("rule", Texts.LINE, RuleBlock.BLOCK),
                            "Rules of pg_hba.conf, each by a name of its own; its standbys have them too.")
                    .example("{ shop: { databases: shop, users: app, source: 10.0.0.0/24 } }"),
            Key.later("config_directory", "leave it out: the server is asked where its files are"));

    private PostgresBlock() {}

    static PostgresServer build(Entry entry) {
        BlockValues values = BlockValues.of(entry, BLOCK);
        return new PostgresServer(
                entry.key(),
                values.word("host"),
                values.number("port").orElse(5432),
                values.text("socket_directory"),
                values.number("version"),
                values.text("data_directory"),
                values.text("service"),
                values.word("os_user"),
                access(values),
                values.word("hba_method"),
                values.choice("hba_type", HbaType.class).orElse(HbaType.HOST),
                RestartType.policy(values.word("restart")),
                settings(values),
                values.truth("hba_above_reject"),
                StandbyBlock.replication(values),
                standbys(values),
                new Contents(
                        RoleBlock.build(values.entries("roles")),
                        GrantBlock.build(values.entries("grants")),
                        DatabaseBlock.build(values.entries("databases")),
                        ExtensionBlock.build(values.entries("extensions")),
                        SlotBlock.build(values.entries("slots")),
                        RuleBlock.build(values.entries("hba"))));
    }

    private static Map<String, Standby> standbys(BlockValues values) {
        Map<String, Standby> standbys = new LinkedHashMap<>();
        values.entries("standbys").forEach(entry -> standbys.put(entry.key(), StandbyBlock.build(entry)));
        return standbys;
    }

    private static Access access(BlockValues server) {
        BlockValues values = server.inside("access", ACCESS);
        BlockValues road = server.text("access").isPresent() ? server : values;
        String key = server.text("access").isPresent() ? "access" : "road";
        return new Access(
                road.choice(key, Road.class),
                values.text("user"),
                values.text("password"),
                values.word("dbname"),
                values.text("sslmode"));
    }

    private static Map<String, SettingDemand> settings(BlockValues values) {
        Map<String, SettingDemand> settings = new LinkedHashMap<>();
        for (Entry entry : values.entries("settings")) {
            settings.put(entry.key(), demand(entry));
        }
        return settings;
    }

    private static SettingDemand demand(Entry entry) {
        if (entry.value() instanceof Scalar scalar) {
            return new SettingDemand.Exactly(Spellings.of(scalar));
        }
        BlockValues floor = new BlockValues(FLOOR, (Mapping) entry.value());
        return new SettingDemand.AtLeast(
                floor.text("at_least").map(Long::valueOf).orElse(0L));
    }
}
