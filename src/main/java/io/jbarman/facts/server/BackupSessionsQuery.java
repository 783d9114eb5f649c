package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/**
 * Process ids of sessions whose last statement began a base backup (PostgreSQL: "Making a Base Backup Using the Low
 * Level API"). No view tells of such a backup: one whose session has said something since is not found.
 */
public record BackupSessionsQuery(String server) implements FactQuery.OfServer<List<Long>> {
    @Override
    public String name() {
        return "base backups of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT pid FROM pg_catalog.pg_stat_activity
                 WHERE pid <> pg_catalog.pg_backend_pid()
                   AND query ~* 'pg_(start_backup|backup_start)[[:space:]]*[(]'""";
    }

    @Override
    public List<Long> parse(List<Row> rows) {
        return rows.stream().map(row -> row.number("pid")).toList();
    }
}
