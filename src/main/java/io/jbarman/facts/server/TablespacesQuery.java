package io.jbarman.facts.server;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** Tablespaces outside of the data directory, by name (PostgreSQL: "Tablespaces"). */
public record TablespacesQuery(String server) implements FactQuery.OfServer<List<String>> {
    @Override
    public String name() {
        return "tablespaces of " + server;
    }

    @Override
    public boolean sharesStatement() {
        return true;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT spcname || ' (' || pg_catalog.pg_tablespace_location(oid) || ')' AS tablespace
                  FROM pg_catalog.pg_tablespace WHERE pg_catalog.pg_tablespace_location(oid) LIKE '/%'""";
    }

    @Override
    public List<String> parse(List<Row> rows) {
        return rows.stream().map(row -> row.text("tablespace")).sorted().toList();
    }
}
