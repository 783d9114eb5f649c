package io.jbarman.facts.hba;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/**
 * The places, as {@link HbaRule#place} has them, of rules with options ({@code map=crew}). What those are is not asked: they
 * may hold passwords of LDAP or RADIUS.
 */
public record HbaOptionsQuery(String server) implements FactQuery.OfServer<List<String>> {
    @Override
    public String name() {
        return "client authentication rules with options of " + server;
    }

    @Override
    public String permittedIf() {
        return new HbaRulesQuery(server).permittedIf();
    }

    @Override
    public String sql(ServerVersion version) {
        String file = version.atLeast(16) ? "file_name" : "pg_catalog.current_setting('hba_file')";
        return """
                SELECT %s AS file, line_number
                  FROM pg_catalog.pg_hba_file_rules
                 WHERE options IS NOT NULL""".formatted(file);
    }

    @Override
    public List<String> parse(List<Row> rows) {
        return rows.stream()
                .map(row -> row.text("file") + ":" + row.number("line_number"))
                .toList();
    }
}
