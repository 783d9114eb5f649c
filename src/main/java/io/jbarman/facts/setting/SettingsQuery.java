package io.jbarman.facts.setting;

import io.jbarman.facts.FactQuery;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every setting as it runs. Everyone may ask; some rows are only for superusers and pg_read_all_settings. */
public record SettingsQuery(String server) implements FactQuery.OfServer<Settings> {
    @Override
    public String name() {
        return "settings of " + server;
    }

    @Override
    public String sql(ServerVersion version) {
        return """
                SELECT name, setting, unit, context, vartype, min_val, max_val, boot_val, source,
                       pg_catalog.array_to_string(enumvals, ',') AS words
                  FROM pg_catalog.pg_settings""";
    }

    @Override
    public Settings parse(List<Row> rows) {
        int major = rows.stream()
                .filter(row -> row.text("name").equals("server_version_num"))
                .map(row -> new ServerVersion(Integer.parseInt(row.text("setting"))).major())
                .findFirst()
                .orElse(ServerVersion.NEWEST_MAJOR);
        Map<String, Setting> settings = new LinkedHashMap<>();
        rows.forEach(row -> settings.put(row.text("name").toLowerCase(Locale.ROOT), setting(row, major)));
        return new Settings(settings);
    }

    private static Setting setting(Row row, int major) {
        return new Setting(
                row.text("name"),
                row.find("setting").orElse(""),
                row.find("unit"),
                row.text("context"),
                row.text("vartype"),
                row.find("words").stream()
                        .flatMap(words -> Arrays.stream(words.split(",")))
                        .toList(),
                row.find("min_val"),
                row.find("max_val"),
                row.find("boot_val"),
                row.text("source"),
                major);
    }
}
