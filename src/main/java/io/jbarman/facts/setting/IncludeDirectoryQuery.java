package io.jbarman.facts.setting;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;
import java.util.Optional;

/**
 * The directory whose files the main configuration file includes last, such as Debian's {@code conf.d} (PostgreSQL:
 * "Managing Configuration File Contents"). Asked where ALTER SYSTEM can be switched off, from 17 on. Nothing else of the
 * file leaves the server.
 */
public record IncludeDirectoryQuery(String server) implements FactQuery.OfServer<Optional<String>> {
    private static final int FIRST = 17;

    @Override
    public String name() {
        return "included directory of " + server;
    }

    @Override
    public String permittedIf() {
        return "pg_catalog.has_function_privilege('pg_catalog.pg_read_file(text)', 'EXECUTE')";
    }

    @Override
    public String sql(ServerVersion version) {
        if (!version.atLeast(FIRST)) {
            return "SELECT NULL::text AS config, NULL::text AS directory WHERE false";
        }
        return """
                SELECT pg_catalog.current_setting('config_file') AS config, found.words[1] AS directory
                  FROM pg_catalog.regexp_matches(
                         pg_catalog.pg_read_file(pg_catalog.current_setting('config_file')),
                         '^\\s*include_dir\\s*=?\\s*''([^'']+)''', 'gn') WITH ORDINALITY AS found(words, place)
                 ORDER BY found.place DESC LIMIT 1""";
    }

    @Override
    public Optional<String> parse(List<Row> rows) {
        return rows.stream().findFirst().map(IncludeDirectoryQuery::absolute);
    }

    /** A relative name is beside the file that names it. */
    private static String absolute(Row row) {
        String directory = row.text("directory");
        String config = row.text("config");
        return directory.startsWith("/") ? directory : config.substring(0, config.lastIndexOf('/') + 1) + directory;
    }
}
