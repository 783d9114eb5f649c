package io.jbarman.runtime;

import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonNumber;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a server is asked, under Barman's name of it.
 *
 * @param sql a query of one column, {@code it}; what may not be asked, or gives no row, is null
 */
record RemoteQuestion(String key, Kind kind, String sql) {
    private static final String SETTINGS = "hot_standby wal_level max_wal_senders data_checksums max_replication_slots"
            + " wal_compression data_directory config_file hba_file ident_file";
    private static final String ARCHIVER_COLUMNS =
            "archived_count:NUMBER last_archived_wal:TEXT last_archived_time:TEXT"
                    + " failed_count:NUMBER last_failed_wal:TEXT last_failed_time:TEXT stats_reset:TEXT";
    private static final String POSITION =
            "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END";
    private static final String ARCHIVES = """
            SELECT current_setting('archive_mode') IN ('on', 'always')
                   AND (last_failed_wal IS NULL OR last_failed_time <= last_archived_time
                        OR last_failed_wal LIKE '%.history' AND left(last_failed_wal, 8) <= left(last_archived_wal, 8)) AS it
              FROM pg_stat_archiver""";

    /** What its answer is. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG
    }

    /** What is asked of every server. */
    static List<RemoteQuestion> ofServer(PgSession session) {
        List<RemoteQuestion> all = new ArrayList<>();
        for (String name : SETTINGS.split(" ", -1)) {
            all.add(setting(name));
        }
        all.add(setting(session.version().atLeast(13) ? "wal_keep_size" : "wal_keep_segments"));
        all.add(of("server_txt_version", Kind.TEXT, "split_part(current_setting('server_version'), ' ', 1)"));
        all.add(of("is_superuser", Kind.FLAG, "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)"));
        all.add(of("has_backup_privileges", Kind.FLAG, SqlChecks.privileged(session.version())));
        all.add(of("is_in_recovery", Kind.FLAG, "pg_is_in_recovery()"));
        all.add(of("current_lsn", Kind.TEXT, POSITION));
        all.add(new RemoteQuestion(
                "current_xlog",
                Kind.TEXT,
                "SELECT pg_walfile_name(pg_current_wal_lsn()) AS it WHERE NOT pg_is_in_recovery()"));
        all.add(of("current_size", Kind.NUMBER, "(SELECT sum(pg_tablespace_size(oid)) FROM pg_tablespace)"));
        all.add(raw("archive_timeout"));
        all.add(raw("checkpoint_timeout"));
        all.add(of("xlog_segment_size", Kind.NUMBER, "pg_size_bytes(current_setting('wal_segment_size'))"));
        all.add(of("postgres_systemid", Kind.TEXT, "(SELECT system_identifier FROM pg_control_system())"));
        return all;
    }

    /** What is asked besides where an {@code archive_command} is to send WAL. */
    static List<RemoteQuestion> ofArchiving() {
        List<RemoteQuestion> all = new ArrayList<>(List.of(setting("archive_mode"), setting("archive_command")));
        for (String column : ARCHIVER_COLUMNS.split(" ", -1)) {
            String[] parts = column.split(":", -1);
            all.add(new RemoteQuestion(
                    parts[0], Kind.valueOf(parts[1]), "SELECT " + parts[0] + " AS it FROM pg_stat_archiver"));
        }
        all.add(new RemoteQuestion("is_archiving", Kind.FLAG, ARCHIVES));
        all.add(new RemoteQuestion(
                "current_archived_wals_per_second",
                Kind.TEXT,
                "SELECT archived_count / extract(epoch FROM now() - stats_reset) AS it FROM pg_stat_archiver"));
        return all;
    }

    private static RemoteQuestion setting(String name) {
        return of(name, Kind.TEXT, "current_setting('" + name + "', true)");
    }

    /** In the setting's own unit. */
    private static RemoteQuestion raw(String name) {
        return of(name, Kind.NUMBER, "(SELECT setting FROM pg_settings WHERE name = '" + name + "')");
    }

    private static RemoteQuestion of(String key, Kind kind, String expression) {
        return new RemoteQuestion(key, kind, "SELECT " + expression + " AS it");
    }

    JsonValue ask(PgSession session) {
        try {
            return session.query(sql, List.of()).stream()
                    .findFirst()
                    .flatMap(row -> row.find("it"))
                    .<JsonValue>map(this::value)
                    .orElse(new JsonNull());
        } catch (PgException e) {
            return new JsonNull();
        }
    }

    private JsonValue value(String text) {
        return switch (kind) {
            case TEXT -> new JsonText(text);
            case NUMBER -> new JsonNumber(new BigDecimal(text));
            case FLAG -> new JsonFlag(text.startsWith("t"));
        };
    }
}
