package io.jbarman.facts.database;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which of these databases exist, and how they are. Everyone may ask. */
public record DatabasesQuery(String server, List<String> names) implements FactQuery.OfServer<Map<String, Database>> {
    private static final String SQL = """
            SELECT d.datname, pg_catalog.pg_get_userbyid(d.datdba) AS owner,
                   pg_catalog.pg_encoding_to_char(d.encoding) AS encoding, d.datcollate, d.datctype, d.datconnlimit,
                   pg_catalog.shobj_description(d.oid, 'pg_database') AS comment,
                   d.datname = pg_catalog.current_database() AS control, d.datistemplate,
                   (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity a
                     WHERE a.datid = d.oid AND a.application_name NOT LIKE 'jbarman%%') AS sessions,
                   (SELECT pg_catalog.count(*) FROM pg_catalog.pg_replication_slots s
                     WHERE s.database = d.datname) AS logical_slots
              FROM pg_catalog.pg_database d
             WHERE d.datname IN (%s)""";

    public DatabasesQuery {
        names = List.copyOf(names);
    }

    @Override
    public String name() {
        return "databases of " + server;
    }

    @Override
    public boolean sharesStatement() {
        return true;
    }

    @Override
    public String sql(ServerVersion version) {
        return SQL.formatted(names.stream().map(name -> "?").collect(Collectors.joining(", ")));
    }

    @Override
    public List<String> parameters() {
        return names;
    }

    /** By name; one that is not in it does not exist. */
    @Override
    public Map<String, Database> parse(List<Row> rows) {
        Map<String, Database> databases = new LinkedHashMap<>();
        rows.forEach(row -> databases.put(row.text("datname"), database(row)));
        return Map.copyOf(databases);
    }

    private static Database database(Row row) {
        return new Database(
                row.text("datname"),
                row.text("owner"),
                row.text("encoding"),
                row.find("datcollate").orElse(""),
                row.find("datctype").orElse(""),
                (int) row.number("datconnlimit"),
                row.find("comment"),
                row.flag("control"),
                row.flag("datistemplate"),
                (int) row.number("sessions"),
                (int) row.number("logical_slots"));
    }
}
