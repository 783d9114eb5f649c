package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Optional;

/**
 * Which program has the say over a server's configuration, if one shows itself: Patroni by the head of the file that it
 * writes, CloudNativePG by its archiver, repmgr by its library.
 */
public record ClusterManagerQuery(String server) implements FactQuery.OfServer<Optional<String>> {
    @Override
    public String name() {
        return "cluster manager of " + server;
    }

    @Override
    public String permittedIf() {
        return "pg_catalog.has_function_privilege('pg_catalog.pg_read_file(text,bigint,bigint)', 'EXECUTE')";
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT CASE
                    WHEN pg_catalog.pg_read_file(pg_catalog.current_setting('config_file'), 0, 200) ~ 'overwritten by Patroni'
                      THEN 'Patroni'
                    WHEN pg_catalog.current_setting('archive_command') LIKE '/controller/manager %' THEN 'CloudNativePG'
                    WHEN pg_catalog.current_setting('shared_preload_libraries') ~ '(^|[, "])repmgr($|[, "])' THEN 'repmgr'
                  END AS manager""";
    }

    @Override
    public Optional<String> parse(List<Row> rows) {
        return rows.stream().findFirst().flatMap(row -> row.find("manager"));
    }
}
