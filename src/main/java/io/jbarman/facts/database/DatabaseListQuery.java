package io.jbarman.facts.database;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** The names of the databases that can be connected to, templates left out. */
public record DatabaseListQuery(String server) implements FactQuery.OfServer<List<String>> {
    @Override
    public String name() {
        return "names of the databases of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate ORDER BY 1";
    }

    @Override
    public List<String> parse(List<Row> rows) {
        return rows.stream().map(row -> row.text("datname")).toList();
    }
}
