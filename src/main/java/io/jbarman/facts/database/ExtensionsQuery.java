package io.jbarman.facts.database;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of these extensions a database has, and could have. Everyone may ask. */
public record ExtensionsQuery(String server, Optional<String> database, List<String> names)
        implements FactQuery.OfServer<Map<String, Extension>> {
    private static final String SQL = """
            SELECT w.name, e.extversion, n.nspname,
                   (SELECT pg_catalog.count(*) FROM pg_catalog.pg_depend m JOIN pg_catalog.pg_class c ON c.oid = m.objid
                     WHERE m.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND m.refobjid = e.oid
                       AND m.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND m.deptype = 'e'
                       AND c.relkind IN ('r', 'p', 'm')) AS tables,
                   (SELECT pg_catalog.string_agg(v.version, pg_catalog.chr(10) ORDER BY v.version)
                      FROM pg_catalog.pg_available_extension_versions v WHERE v.name = w.name) AS available
              FROM (VALUES %s) w(name)
              LEFT JOIN pg_catalog.pg_extension e ON e.extname = w.name
              LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace""";

    public ExtensionsQuery {
        names = List.copyOf(names);
    }

    @Override
    public String name() {
        return "extensions of " + server
                + database.map(one -> ", database " + one).orElse("");
    }

    @Override
    public boolean sharesStatement() {
        return true;
    }

    @Override
    public String sql(ServerVersion version) {
        return SQL.formatted(names.stream().map(name -> "(?::pg_catalog.text)").collect(Collectors.joining(", ")));
    }

    @Override
    public List<String> parameters() {
        return names;
    }

    /** By name, all that were asked about. */
    @Override
    public Map<String, Extension> parse(List<Row> rows) {
        Map<String, Extension> extensions = new LinkedHashMap<>();
        rows.forEach(row -> extensions.put(
                row.text("name"),
                new Extension(
                        row.text("name"),
                        row.find("extversion"),
                        row.find("nspname"),
                        (int) row.number("tables"),
                        row.find("available").stream()
                                .flatMap(lines -> Arrays.stream(lines.split("\n")))
                                .toList())));
        return Map.copyOf(extensions);
    }
}
