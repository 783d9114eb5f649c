package io.jbarman.facts.database;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which extensions somebody installed in a database, each with its schema. Everyone may ask. */
public record InstalledExtensionsQuery(String server, Optional<String> database)
        implements FactQuery.OfServer<Map<String, String>> {
    @Override
    public String name() {
        return "installed extensions of " + server
                + database.map(one -> ", database " + one).orElse("");
    }

    @Override
    public String sql(ServerVersion version) {
        return "SELECT e.extname, n.nspname FROM pg_catalog.pg_extension e"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql' ORDER BY 1";
    }

    @Override
    public Map<String, String> parse(List<Row> rows) {
        Map<String, String> schemas = new LinkedHashMap<>();
        rows.forEach(row -> schemas.put(row.text("extname"), row.text("nspname")));
        return schemas;
    }
}
