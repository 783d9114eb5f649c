package io.jbarman.draft;

import io.jbarman.topology.Contents;
import io.jbarman.topology.DatabaseDemand;
import io.jbarman.topology.ExtensionDemand;
import io.jbarman.topology.PostgresServer;
import io.jbarman.topology.PostgresServer.Access;
import io.jbarman.topology.PostgresServer.HbaType;
import io.jbarman.topology.RoleDemand;
import io.jbarman.topology.RoleDemand.Membership;
import io.jbarman.topology.RoleDemand.OwnSetting;
import io.jbarman.topology.RuleDemand;
import io.jbarman.topology.SettingDemand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A PostgreSQL server, and what is in it, as a document says it. */
final class PostgresTree {
    private PostgresTree() {}

    static Branch of(PostgresServer server) {
        Branch branch = new Branch().text("host", server.host());
        if (server.port() != 5432) {
            branch.number("port", server.port());
        }
        Contents contents = server.contents();
        return branch.text("socket_directory", server.socketDirectory())
                .number("version", server.version())
                .text("os_user", server.osUser(), "postgres")
                .branch("access", access(server.access()))
                .branch("settings", settings(server.settings()))
                .named("roles", contents.roles(), PostgresTree::role)
                .named("databases", contents.databases(), PostgresTree::database)
                .named("extensions", contents.extensions(), PostgresTree::extension)
                .named("slots", contents.slots(), any -> new Branch())
                .named("hba", contents.hba(), PostgresTree::rule);
    }

    private static Branch access(Access access) {
        return new Branch()
                .text("road", access.road().map(road -> road.name().toLowerCase(Locale.ROOT)))
                .text("user", access.user())
                .text("password", access.password())
                .text("dbname", access.dbname(), "postgres")
                .text("sslmode", access.sslmode());
    }

    private static Branch settings(Map<String, SettingDemand> settings) {
        Branch branch = new Branch();
        settings.forEach((name, demand) -> {
            if (demand instanceof SettingDemand.Exactly exactly) {
                setting(branch, name, exactly.value());
            }
        });
        return branch;
    }

    /** A truth value of YAML would be read as PostgreSQL's on or off. */
    private static void setting(Branch branch, String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            branch.text(name, value);
        } else {
            branch.scalar(name, value);
        }
    }

    private static Branch role(RoleDemand role) {
        Branch branch = new Branch();
        role.attributes().forEach((attribute, has) -> branch.truth(attribute.word(), has));
        branch.number("connection_limit", role.connectionLimit())
                .text("valid_until", role.validUntil().map(PostgresTree::moment))
                .named("member_of", role.memberOf(), PostgresTree::membership)
                .branch("settings", own(role.settingsIn(Optional.empty())));
        Branch inDatabases = new Branch();
        role.databasesWithSettings()
                .forEach(database -> inDatabases.branch(database, own(role.settingsIn(Optional.of(database)))));
        return branch.branch("in_database", inDatabases).text("comment", role.comment());
    }

    /** PostgreSQL's short offset as the language has it. */
    private static String moment(String stored) {
        return stored.endsWith("+00") ? stored.substring(0, stored.length() - 3) + "Z" : stored;
    }

    private static Branch own(List<OwnSetting> settings) {
        Branch branch = new Branch();
        settings.forEach(one -> one.value().ifPresent(value -> setting(branch, one.name(), value)));
        return branch;
    }

    private static Branch membership(Membership membership) {
        return new Branch()
                .truth("admin", membership.admin())
                .truth("inherit", membership.inherit())
                .truth("set", membership.set());
    }

    private static Branch rule(RuleDemand rule) {
        return new Branch()
                .text("contype", rule.type().map(HbaType::word))
                .oneOrMore("databases", rule.databases())
                .oneOrMore("users", rule.users())
                .oneOrMore("source", rule.sources())
                .text("method", rule.method());
    }

    private static Branch database(DatabaseDemand database) {
        return new Branch()
                .text("owner", database.owner())
                .text("encoding", database.encoding())
                .text("lc_collate", database.collate())
                .text("lc_ctype", database.ctype())
                .number("connection_limit", database.connectionLimit())
                .text("comment", database.comment());
    }

    private static Branch extension(ExtensionDemand extension) {
        return new Branch()
                .texts("databases", extension.databases())
                .text("schema", extension.schema())
                .text("version", extension.version());
    }
}
