package io.jbarman.facts;

import io.jbarman.facts.setting.Setting;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.ShellQuote;
import io.jbarman.transport.Transport;
import io.jbarman.transport.local.LocalTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a server makes of spellings: in a session where it may be set there, in its file, or when it starts. */
final class ServerNormalForm implements AutoCloseable {
    /** A setting and a text for it. */
    record Spelling(String name, String text) {}

    /** The driver insists on UTF8; a timeout of the transaction ends it as soon as it is set. */
    private static final Set<String> UNBEARABLE = Set.of("client_encoding", "transaction_timeout");

    private final PgCluster pg;
    private final Connection session;

    ServerNormalForm(PgCluster pg) throws SQLException {
        this.pg = pg;
        this.session = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "postgres");
    }

    /** The server's form of each; empty where it refuses. */
    Map<Spelling, Optional<String>> of(List<Setting> settings) throws Exception {
        Map<Spelling, Optional<String>> all = new LinkedHashMap<>();
        all.putAll(inSession(only(settings, "user", "superuser")));
        all.putAll(inFile(only(settings, "sighup")));
        all.putAll(atStart(only(settings, "postmaster", "backend", "superuser-backend")));
        return all;
    }

    private static List<Setting> only(List<Setting> settings, String... contexts) {
        return settings.stream()
                .filter(setting -> !UNBEARABLE.contains(setting.name()))
                .filter(setting -> List.of(contexts).contains(setting.context()))
                .toList();
    }

    private Map<Spelling, Optional<String>> inSession(List<Setting> settings) throws SQLException {
        Map<Spelling, Optional<String>> forms = new LinkedHashMap<>();
        session.createStatement().execute("""
                CREATE FUNCTION pg_temp.form(parameter text, value text) RETURNS text LANGUAGE plpgsql AS $$
                BEGIN
                  PERFORM pg_catalog.set_config(parameter, value, true);
                  RETURN (SELECT setting FROM pg_catalog.pg_settings WHERE name = parameter);
                EXCEPTION WHEN OTHERS THEN RETURN NULL;
                END $$""");
        try (PreparedStatement form = session.prepareStatement("SELECT pg_temp.form(?, ?)")) {
            for (Setting setting : settings) {
                for (String text : SettingSpellings.of(setting)) {
                    form.setString(1, setting.name());
                    form.setString(2, text);
                    try (ResultSet rows = form.executeQuery()) {
                        rows.next();
                        forms.put(new Spelling(setting.name(), text), Optional.ofNullable(rows.getString(1)));
                    }
                }
            }
        }
        return forms;
    }

    /** One reload for all settings' first spelling, one for their second: a bad line spoils no other. */
    private Map<Spelling, Optional<String>> inFile(List<Setting> settings) throws Exception {
        Map<Spelling, Optional<String>> forms = new LinkedHashMap<>();
        Path file = pg.dataDirectory().resolve("postgresql.conf");
        String before = Files.readString(file);
        int most = settings.stream()
                .mapToInt(setting -> SettingSpellings.of(setting).size())
                .max()
                .orElse(0);
        for (int index = 0; index < most; index++) {
            Map<String, String> lines = new HashMap<>();
            for (Setting setting : settings) {
                List<String> texts = SettingSpellings.of(setting);
                if (index < texts.size()) {
                    lines.put(setting.name(), texts.get(index));
                }
            }
            reload(file, before, lines, "round" + index);
            forms.putAll(read(lines));
        }
        Files.writeString(file, before);
        pg.reload();
        return forms;
    }

    private void reload(Path file, String before, Map<String, String> lines, String mark) throws Exception {
        StringBuilder text = new StringBuilder(before).append("\njbarman.mark = '" + mark + "'\n");
        lines.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("\\", "\\\\").replace("'", "''"))
                .append("'\n"));
        Files.writeString(file, text);
        pg.reload();
        Eventually.until(
                () -> query("SELECT current_setting('jbarman.mark', true)").equals(mark));
    }

    private Map<Spelling, Optional<String>> read(Map<String, String> lines) throws SQLException {
        Map<Spelling, Optional<String>> forms = new LinkedHashMap<>();
        try (ResultSet rows = session.createStatement().executeQuery("""
                SELECT s.name, s.setting, f.error IS NOT NULL AS refused
                  FROM pg_settings s JOIN pg_file_settings f ON f.name = s.name
                 ORDER BY f.seqno""")) {
            while (rows.next()) {
                String text = lines.get(rows.getString(1));
                if (text != null) {
                    forms.put(
                            new Spelling(rows.getString(1), text),
                            rows.getBoolean(3) ? Optional.empty() : Optional.ofNullable(rows.getString(2)));
                }
            }
        }
        return forms;
    }

    private Map<Spelling, Optional<String>> atStart(List<Setting> settings) throws Exception {
        List<Spelling> asked = new ArrayList<>();
        settings.forEach(setting -> SettingSpellings.few(setting).stream()
                .map(text -> new Spelling(setting.name(), text))
                .forEach(asked::add));
        StringBuilder script = new StringBuilder(
                "cd /\nd=" + ShellQuote.quote(pg.dataDirectory().toString())
                        + "\ne=$(readlink /proc/$(sed -n 1p $d/postmaster.pid)/exe)\n"
                        + "form() { o=$(\"$e\" -C \"$1\" -D \"$d\" -c \"$1=$2\" 2>/dev/null) && echo \"=$o\" || echo -; }\n");
        asked.forEach(
                spelling -> script.append("form " + ShellQuote.join(List.of(spelling.name(), spelling.text())) + "\n"));
        Map<Spelling, Optional<String>> forms = new LinkedHashMap<>();
        try (Transport host = new LocalTransport("here", true)) {
            List<String> said = host.run(Command.script(script.toString())
                            .as(Account.named(pg.osUser()))
                            .within(java.time.Duration.ofMinutes(5)))
                    .output()
                    .lines()
                    .toList();
            for (int index = 0; index < asked.size(); index++) {
                String line = said.get(index);
                forms.put(asked.get(index), line.equals("-") ? Optional.empty() : Optional.of(line.substring(1)));
            }
        }
        return forms;
    }

    private String query(String sql) throws SQLException {
        try (ResultSet rows = session.createStatement().executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
