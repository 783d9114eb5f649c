package io.jbarman.runtime;

import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.Row;
import java.util.List;

/** What a server tells of itself over its control connection. */
final class SqlChecks {
    private static final String STATE = """
            SELECT version() AS version,
                   current_setting('wal_level') AS wal_level,
                   %s AS privileged
            """;
    private static final String PRIVILEGED = """
            ((SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
             OR (    pg_has_role(current_user, 'pg_read_all_settings', 'MEMBER')
                 AND pg_has_role(current_user, 'pg_read_all_stats', 'MEMBER')
                 AND %s
                 AND has_function_privilege('pg_switch_wal()', 'EXECUTE')
                 AND has_function_privilege('pg_create_restore_point(text)', 'EXECUTE')))""";
    private static final String BACKUP_FROM_15 = """
            has_function_privilege('pg_backup_start(text, boolean)', 'EXECUTE')
            AND has_function_privilege('pg_backup_stop(boolean)', 'EXECUTE')""";
    private static final String BACKUP_BEFORE = """
            has_function_privilege('pg_start_backup(text, boolean, boolean)', 'EXECUTE')
            AND has_function_privilege('pg_stop_backup(boolean, boolean)', 'EXECUTE')""";

    private SqlChecks() {}

    /** Whether the role may do all that a backup needs, as an SQL expression. */
    static String privileged(ServerVersion version) {
        return PRIVILEGED.formatted(version.atLeast(15) ? BACKUP_FROM_15 : BACKUP_BEFORE);
    }

    static List<CheckItem> of(PgSession session) throws PgException {
        Row state = session.query(STATE.formatted(privileged(session.version())), List.of())
                .get(0);
        return List.of(
                CheckItem.ok("PostgreSQL", state.text("version")),
                state.flag("privileged")
                        ? CheckItem.ok("superuser or standard user with backup privileges")
                        : CheckItem.failed(
                                "no access to backup functions",
                                "grant the role of conninfo what Barman's documentation lists, or let jbarman apply do it"),
                walLevel(state.text("wal_level")));
    }

    private static CheckItem walLevel(String level) {
        return level.equals("minimal")
                ? CheckItem.failed("wal_level", "please set it to a higher level than 'minimal'")
                : CheckItem.ok("wal_level");
    }
}
