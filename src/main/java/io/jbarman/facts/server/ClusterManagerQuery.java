package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Optional;

/** Which program has the say over a server's configuration, if one shows itself. */
public record ClusterManagerQuery(String server) implements FactQuery.OfServer<Optional<ClusterKeeper>> {
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
                SELECT pg_catalog.pg_read_file(pg_catalog.current_setting('config_file'), 0, 200) AS head,
                       pg_catalog.current_setting('archive_command') AS archive_command,
                       pg_catalog.current_setting('shared_preload_libraries') AS libraries,
                       (SELECT pg_catalog.string_agg(DISTINCT sourcefile, pg_catalog.chr(10))
                          FROM pg_catalog.pg_settings) AS files,
                       (SELECT pg_catalog.count(*) = 2
                          FROM (SELECT rolname FROM pg_catalog.pg_roles WHERE rolname = 'repmgr'
                                UNION ALL
                                SELECT datname FROM pg_catalog.pg_database WHERE datname = 'repmgr') named)
                         AS repmgr_database""";
    }

    @Override
    public Optional<ClusterKeeper> parse(List<Row> rows) {
        return rows.stream().findFirst().flatMap(row -> ClusterKeeper.of(evidence(row)));
    }

    private static ClusterKeeper.Evidence evidence(Row row) {
        return new ClusterKeeper.Evidence(
                row.text("head"),
                row.text("archive_command"),
                row.text("libraries"),
                row.find("files").orElse(""),
                row.flag("repmgr_database"));
    }
}
