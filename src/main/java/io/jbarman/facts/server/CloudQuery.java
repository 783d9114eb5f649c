package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Optional;

/** Whether a cloud provider runs the server. Everyone may ask. */
public record CloudQuery(String server) implements FactQuery.OfServer<Optional<Cloud>> {
    @Override
    public String name() {
        return "provider of " + server;
    }

    @Override
    public boolean sharesStatement() {
        return true;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT rolname AS sign FROM pg_catalog.pg_roles
                 WHERE rolname IN ('rds_superuser', 'alloydbsuperuser', 'cloudsqlsuperuser', 'azure_pg_admin')
                UNION ALL
                SELECT 'aurora_version()' FROM pg_catalog.pg_proc WHERE proname = 'aurora_version'""";
    }

    @Override
    public Optional<Cloud> parse(List<Row> rows) {
        return Cloud.of(rows.stream().map(row -> row.text("sign")).toList());
    }
}
