package io.jbarman.runtime;

import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code status} tells of a server, in Barman's order and words. */
public final class StatusFacts {
    private final ControlSessions sessions;

    public StatusFacts(ControlSessions sessions) {
        this.sessions = sessions;
    }

    /** One line. */
    public record Line(String key, String description, String message) {}

    /** All lines of a server; one that cannot be reached is told, not thrown. */
    public List<Line> of(ServerConfig server) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("description", "Description", server.description()));
        lines.add(new Line("active", "Active", text(server.active())));
        lines.add(new Line("disabled", "Disabled", text(server.flag("disabled"))));
        try (PgSession session = sessions.open(server)) {
            lines.addAll(ofServer(session));
        } catch (ProblemException e) {
            lines.add(new Line(
                    "pg_version",
                    "PostgreSQL version",
                    "FAILED trying to get PostgreSQL version: " + ServerCheck.told(e)));
        }
        lines.add(new Line("last_archived_wal", "Last archived WAL", lastArchived(server)));
        lines.addAll(runtime(server));
        lines.add(new Line(
                "passive_node",
                "Passive node",
                text(server.find("primary_ssh_command").isPresent())));
        lines.add(new Line(
                "retention_policies",
                "Retention policies",
                server.find("retention_policy")
                        .map(policy -> "enforced (" + policy + ")")
                        .orElse("not enforced")));
        return lines;
    }

    private static List<Line> ofServer(PgSession session) {
        List<Line> lines = new ArrayList<>();
        ask(session, "SELECT current_setting('server_version') AS it")
                .ifPresent(it -> lines.add(new Line("pg_version", "PostgreSQL version", it)));
        ask(session, "SELECT pg_is_in_recovery()::text AS it")
                .ifPresent(it -> lines.add(new Line(
                        "is_in_recovery",
                        "Cluster state",
                        it.startsWith("t") ? "in archive recovery" : "in production")));
        ask(session, "SELECT pg_size_pretty(sum(pg_tablespace_size(oid))) AS it FROM pg_tablespace")
                .ifPresent(it -> lines.add(new Line("current_size", "Current data size", it)));
        ask(session, "SELECT current_setting('data_directory') AS it")
                .ifPresent(it -> lines.add(new Line("data_directory", "PostgreSQL Data directory", it)));
        ask(session, "SELECT pg_walfile_name(pg_current_wal_lsn()) AS it WHERE NOT pg_is_in_recovery()")
                .ifPresent(it -> lines.add(new Line("current_xlog", "Current WAL segment", it)));
        return lines;
    }

    /** What the role may not ask, or does not apply, is left out. */
    private static Optional<String> ask(PgSession session, String sql) {
        try {
            return session.query(sql, List.of()).stream().findFirst().flatMap((Row row) -> row.find("it"));
        } catch (PgException e) {
            return Optional.empty();
        }
    }

    private static String lastArchived(ServerConfig server) {
        try {
            return XlogDb.of(server)
                    .last()
                    .map(wal -> wal.name() + ", at " + wal.modified())
                    .orElse("No WAL segment shipped yet");
        } catch (IOException e) {
            return StorageProblem.of(server, e).summary();
        }
    }

    private static List<Line> runtime(ServerConfig server) {
        Optional<JsonObject> status = new ControlClient(RunDirectory.of(server.global())).status(server.name());
        if (status.isEmpty()) {
            return List.of(new Line("receiver", "WAL receiver", "not running (jbarman runtime start)"));
        }
        JsonObject receiver = status.get().get("receiver").asObject();
        JsonObject archiver = status.get().get("archiver").asObject();
        return List.of(
                new Line("receiver", "WAL receiver", receiver(receiver)),
                new Line(
                        "archiver",
                        "WAL archiver",
                        text(archiver, "state")
                                + archiver.find("queued")
                                        .map(n -> ", " + n.asLong() + " queued")
                                        .orElse("")));
    }

    private static String receiver(JsonObject receiver) {
        String place = receiver.find("flushed_lsn").isPresent()
                ? ", flushed " + text(receiver, "flushed_lsn") + " of " + text(receiver, "server_lsn")
                : "";
        String problem = receiver.find("problem")
                .map(JsonValue::asObject)
                .map(it -> " (" + text(it, "summary") + "; " + text(it, "hint") + ")")
                .orElse("");
        return text(receiver, "state") + place + problem;
    }

    private static String text(JsonObject object, String member) {
        return object.find(member).map(JsonValue::asText).orElse("");
    }

    private static String text(boolean flag) {
        return flag ? "True" : "False";
    }
}
