package io.jbarman.facts.role;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** The names of the roles that somebody made: neither the one of initdb nor those that PostgreSQL brings. */
public record RoleListQuery(String server) implements FactQuery.OfServer<List<String>> {
    @Override
    public String name() {
        return "names of the roles of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return "SELECT rolname FROM pg_catalog.pg_roles WHERE oid >= 16384 AND rolname !~ '^pg_' ORDER BY 1";
    }

    @Override
    public List<String> parse(List<Row> rows) {
        return rows.stream().map(row -> row.text("rolname")).toList();
    }
}
