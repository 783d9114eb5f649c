package io.jbarman.facts.hba;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rules in the client authentication file as it is now, in order; only superusers may ask unless granted. */
public record HbaRulesQuery(String server) implements FactQuery.OfServer<List<HbaRule>> {
    @Override
    public String name() {
        return "client authentication rules of " + server;
    }

    @Override
    public String permittedIf() {
        return "pg_catalog.has_table_privilege('pg_catalog.pg_hba_file_rules', 'SELECT')"
                + " AND pg_catalog.has_function_privilege('pg_catalog.pg_hba_file_rules()', 'EXECUTE')";
    }

    @Override
    public String sql(ServerVersion version) {
        String file = version.atLeast(16) ? "file_name" : "pg_catalog.current_setting('hba_file')";
        String order = version.atLeast(16) ? "rule_number NULLS FIRST, line_number" : "line_number";
        return """
                SELECT %s AS file, line_number, type, address, netmask, auth_method, error,
                       pg_catalog.array_to_string(database, pg_catalog.chr(10)) AS databases,
                       pg_catalog.array_to_string(user_name, pg_catalog.chr(10)) AS users
                  FROM pg_catalog.pg_hba_file_rules
                 ORDER BY %s""".formatted(file, order);
    }

    @Override
    public List<HbaRule> parse(List<Row> rows) {
        return rows.stream().map(HbaRulesQuery::rule).toList();
    }

    private static HbaRule rule(Row row) {
        return new HbaRule(
                row.text("file"),
                (int) row.number("line_number"),
                row.find("type").orElse(""),
                words(row.find("databases")),
                words(row.find("users")),
                row.find("address"),
                row.find("netmask"),
                row.find("auth_method").orElse(""),
                row.find("error"));
    }

    private static List<String> words(Optional<String> text) {
        return text.stream().flatMap(all -> Arrays.stream(all.split("\n"))).toList();
    }
}
