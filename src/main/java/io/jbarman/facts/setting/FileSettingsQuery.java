package io.jbarman.facts.setting;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.List;

/** What the configuration files say; only superusers may ask unless it was granted. */
public record FileSettingsQuery(String server) implements FactQuery.OfServer<FileSettings> {
    @Override
    public String name() {
        return "configuration files of " + server;
    }

    @Override
    public String permittedIf() {
        return "pg_catalog.has_table_privilege('pg_catalog.pg_file_settings', 'SELECT')"
                + " AND pg_catalog.has_function_privilege('pg_catalog.pg_show_all_file_settings()', 'EXECUTE')";
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT name, setting, sourcefile, sourceline, error
                  FROM pg_catalog.pg_file_settings
                 WHERE name IS NOT NULL
                 ORDER BY seqno""";
    }

    @Override
    public FileSettings parse(List<Row> rows) {
        return FileSettings.of(rows.stream().map(FileSettingsQuery::line).toList());
    }

    private static FileSetting line(Row row) {
        return new FileSetting(
                row.text("name"),
                row.find("setting").orElse(""),
                row.find("sourcefile").orElse(""),
                row.find("sourceline").map(Integer::parseInt).orElse(0),
                row.find("error"));
    }
}
