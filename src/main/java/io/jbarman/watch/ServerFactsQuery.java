package io.jbarman.watch;

import io.jbarman.pg.WalSegmentSize;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import io.jbarman.watch.ServerFacts.Archiving;
import io.jbarman.watch.ServerFacts.Lag;
import io.jbarman.watch.ServerFacts.Synchronous;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a server for {@link ServerFacts}, as a role that need be no superuser: what it may not see is empty. Reads only.
 */
public final class ServerFactsQuery {
    private static final String POSITION = "(CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_receive_lsn(),"
            + " pg_last_wal_replay_lsn()) ELSE pg_current_wal_lsn() END)";
    private static final String SETTINGS = """
            SELECT extract(epoch FROM clock_timestamp())::text AS clock,
                   current_setting('wal_segment_size') AS segment_size,
                   (SELECT setting::bigint * 1048576 FROM pg_settings WHERE name = 'max_wal_size')::text AS max_wal,
                   (SELECT setting::bigint * 1048576 FROM pg_settings
                     WHERE name = 'max_slot_wal_keep_size' AND setting <> '-1')::text AS slot_keep,
                   (SELECT setting::bigint * CASE unit WHEN 'min' THEN 60 ELSE 1 END FROM pg_settings
                     WHERE name = 'idle_replication_slot_timeout' AND setting <> '0')::text AS idle_timeout,
                   (SELECT setting FROM pg_settings WHERE name = 'synchronous_standby_names') AS synchronous,
                   coalesce((SELECT setting FROM pg_settings WHERE name = 'data_directory'), '') AS data_directory
            """;
    private static final String STATUS_DIRECTORY = "has_function_privilege('pg_ls_archive_statusdir()', 'EXECUTE')";
    private static final String STATUS_FILES = "has_function_privilege('pg_ls_dir(text)', 'EXECUTE')"
            + " AND has_function_privilege('pg_stat_file(text, boolean)', 'EXECUTE')";
    private static final String SUPERUSER = "(SELECT rolsuper FROM pg_roles WHERE rolname = current_user)";
    private static final String READY_FROM_12 =
            "SELECT count(*)::text AS files, extract(epoch FROM clock_timestamp() - min(modification))::text AS age"
                    + " FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'";
    private static final String READY_BEFORE =
            "SELECT count(*)::text AS files, extract(epoch FROM clock_timestamp() - min((pg_stat_file("
                    + "'pg_wal/archive_status/' || name, true)).modification))::text AS age"
                    + " FROM pg_ls_dir('pg_wal/archive_status') AS name WHERE name LIKE '%.ready'";

    private static final String REMOTE_APPLY = """
            SELECT coalesce(nullif(concat_ws(' in ', 'role ' || rolname, 'database ' || datname), ''), 'all roles') AS place
              FROM pg_db_role_setting LEFT JOIN pg_roles ON pg_roles.oid = setrole
              LEFT JOIN pg_database ON pg_database.oid = setdatabase
             WHERE 'synchronous_commit=remote_apply' = ANY (setconfig) ORDER BY 1
            """;
    private static final String REMOTE_APPLY_IN_FILES = "SELECT sourcefile AS place FROM pg_file_settings"
            + " WHERE name = 'synchronous_commit' AND setting = 'remote_apply' AND applied";

    private static final String FILES_ALLOWED = "SELECT (has_table_privilege('pg_file_settings', 'SELECT')"
            + " AND has_function_privilege('pg_show_all_file_settings()', 'EXECUTE'))::text AS allowed";

    private final Clock clock;

    public ServerFactsQuery(Clock clock) {
        this.clock = clock;
    }

    /**
     * Asks.
     *
     * @param slot the slot that we use
     * @param applicationName what our receiver calls itself
     */
    public ServerFacts ask(PgSession session, Optional<String> slot, String applicationName) throws PgException {
        int major = session.version().major();
        Instant asked = clock.instant();
        Row settings = one(session, SETTINGS);
        Instant answered = clock.instant();
        return new ServerFacts(
                time(settings.text("clock")),
                asked,
                answered,
                WalSegmentSize.parse(settings.text("segment_size")),
                settings.number("max_wal"),
                settings.find("slot_keep").map(Long::valueOf),
                major,
                settings.find("idle_timeout").map(Long::valueOf).map(Duration::ofSeconds),
                session.query(slots(major), List.of()).stream()
                        .map(ServerFactsQuery::slot)
                        .toList(),
                lag(session, slot, applicationName),
                archiving(session, major),
                synchronous(session, settings.text("synchronous")),
                settings.text("data_directory"));
    }

    private static Instant time(String epoch) {
        return Instant.ofEpochMilli(Math.round(Double.parseDouble(epoch) * 1000));
    }

    private static String slots(int major) {
        return "SELECT slot_name, (slot_type = 'physical')::text AS physical, active::text AS active,"
                + " temporary::text AS temporary, pg_wal_lsn_diff(" + POSITION
                + ", restart_lsn)::bigint::text AS held, "
                + (major >= 13
                        ? "wal_status, safe_wal_size::text AS safe"
                        : "NULL::text AS wal_status, NULL::text AS safe")
                + ", " + (major >= 17 ? "invalidation_reason" : "NULL::text") + " AS invalidation"
                + " FROM pg_replication_slots ORDER BY slot_name";
    }

    private static SlotFact slot(Row row) {
        return new SlotFact(
                row.text("slot_name"),
                row.flag("physical"),
                row.flag("active"),
                row.flag("temporary"),
                row.find("held").map(Long::valueOf),
                row.find("wal_status"),
                row.find("safe").map(Long::valueOf),
                row.find("invalidation"));
    }

    /** Of several walsenders the one that our slot serves; what the role may not see of it is NULL. */
    private static Optional<Lag> lag(PgSession session, Optional<String> slot, String applicationName)
            throws PgException {
        return session
                .query(
                        "SELECT state, pg_wal_lsn_diff(" + POSITION + ", flush_lsn)::bigint::text AS bytes,"
                                + " extract(epoch FROM flush_lag)::text AS seconds"
                                + " FROM pg_stat_replication AS sender LEFT JOIN pg_replication_slots AS slot"
                                + " ON slot.active_pid = sender.pid"
                                + " WHERE slot.slot_name = ? OR (? = '' AND application_name = ?)"
                                + " ORDER BY sender.pid DESC LIMIT 1",
                        List.of(slot.orElse(""), slot.orElse(""), applicationName))
                .stream()
                .findFirst()
                .map(ServerFactsQuery::lag);
    }

    private static Lag lag(Row row) {
        return new Lag(
                row.find("state").orElse(""),
                row.find("bytes").map(Long::valueOf).map(bytes -> Math.max(0, bytes)),
                row.find("seconds")
                        .map(Double::valueOf)
                        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                        .orElse(Duration.ZERO));
    }

    private static Archiving archiving(PgSession session, int major) throws PgException {
        Row state = one(
                session,
                "SELECT (current_setting('archive_mode') <> 'off')::text AS is_on,"
                        + " coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)::text AS failing,"
                        + " coalesce(last_failed_wal, '') AS last_failed FROM pg_stat_archiver");
        Optional<Row> ready = state.flag("is_on") ? ready(session, major) : Optional.empty();
        return new Archiving(
                state.flag("is_on"),
                ready.map(row -> row.number("files")),
                ready.flatMap(row -> row.find("age"))
                        .map(Double::valueOf)
                        .map(seconds -> Duration.ofSeconds(Math.max(0, Math.round(seconds)))),
                state.flag("failing"),
                state.text("last_failed"));
    }

    private static Optional<Row> ready(PgSession session, int major) throws PgException {
        boolean allowed = one(session, "SELECT (" + privilege(major) + ")::text AS allowed")
                .flag("allowed");
        return allowed ? Optional.of(one(session, major >= 12 ? READY_FROM_12 : READY_BEFORE)) : Optional.empty();
    }

    /** Before 11 the functions themselves ask for a superuser. */
    private static String privilege(int major) {
        if (major >= 12) {
            return STATUS_DIRECTORY;
        }
        return major == 11 ? STATUS_FILES : SUPERUSER;
    }

    /** Our own session has a setting of its own, so that the server's is looked for where it is written. */
    private static Synchronous synchronous(PgSession session, String names) throws PgException {
        List<Row> places = new ArrayList<>(session.query(REMOTE_APPLY, List.of()));
        boolean filesSeen = one(session, FILES_ALLOWED).flag("allowed");
        if (filesSeen) {
            places.addAll(session.query(REMOTE_APPLY_IN_FILES, List.of()));
        }
        return new Synchronous(
                names, places.stream().map(row -> row.text("place")).toList(), filesSeen);
    }

    private static Row one(PgSession session, String sql) throws PgException {
        return session.query(sql, List.of()).get(0);
    }
}
