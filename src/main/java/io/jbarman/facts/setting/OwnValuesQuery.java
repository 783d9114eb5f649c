package io.jbarman.facts.setting;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Locale;

/** Which roles and databases have settings of their own. Everyone may ask. */
public record OwnValuesQuery(String server) implements FactQuery.OfServer<List<OwnValue>> {
    @Override
    public String name() {
        return "settings of roles and databases of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT r.rolname AS role, d.datname AS database, c.line
                  FROM pg_catalog.pg_db_role_setting s
                  LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
                  LEFT JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase
                 CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(line)
                 ORDER BY 1, 2, 3""";
    }

    @Override
    public List<OwnValue> parse(List<Row> rows) {
        return rows.stream().map(OwnValuesQuery::value).toList();
    }

    private static OwnValue value(Row row) {
        String[] parts = row.text("line").split("=", 2);
        return new OwnValue(
                row.find("role"),
                row.find("database"),
                parts[0].toLowerCase(Locale.ROOT),
                parts.length > 1 ? parts[1] : "");
    }
}
