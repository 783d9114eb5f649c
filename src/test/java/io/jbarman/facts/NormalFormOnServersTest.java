package io.jbarman.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.facts.ServerNormalForm.Spelling;
import io.jbarman.facts.setting.NormalForm;
import io.jbarman.facts.setting.Setting;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.fixture.PgCluster;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.secret.Secret;
import io.jbarman.topology.SettingNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** For every parameter of pg_settings and a table of spellings, our normal form is the server's. */
final class NormalFormOnServersTest {
    /** What the server makes of a good value is its own affair: the system's defaults, least values, canonical names. */
    private static final Set<String> ADJUSTED = Set.of(
            "DateStyle",
            "TimeZone",
            "log_timezone",
            "autovacuum_work_mem",
            "wal_buffers",
            "tcp_keepalives_count",
            "tcp_keepalives_idle",
            "tcp_keepalives_interval",
            "tcp_user_timeout",
            "data_directory",
            "hba_file",
            "ident_file");

    /** Good by type, range and words, and refused by how the server was built, where it stands, or what is running. */
    private static final Set<String> CHECKED = Set.of(
            "max_stack_depth",
            "transaction_deferrable",
            "transaction_isolation",
            "transaction_read_only",
            "vacuum_buffer_usage_limit",
            "commit_timestamp_buffers",
            "subtransaction_buffers",
            "transaction_buffers",
            "huge_page_size",
            "bonjour");

    @TestFactory
    Stream<DynamicTest> ourNormalFormIsTheServers() {
        List<Integer> majors =
                Boolean.getBoolean("jbarman.matrix") ? List.of(10, 12, 13, 14, 15, 16, 17, 18) : List.of(10, 18);
        return majors.stream().map(major -> DynamicTest.dynamicTest("PostgreSQL " + major, () -> compare(major)));
    }

    private static void compare(int major) throws Exception {
        try (PgCluster pg =
                        PgCluster.embedded(major).setting("archive_mode", "on").start();
                ServerNormalForm server = new ServerNormalForm(pg)) {
            Settings settings = settings(pg);
            assertThat(settings.byName().values())
                    .extracting(Setting::name)
                    .allMatch(name -> SettingNames.read()
                            .problem(name, Optional.of(major))
                            .isEmpty());
            List<String> differences = new ArrayList<>();
            server.of(List.copyOf(settings.byName().values())).forEach((spelling, theirs) -> {
                Setting setting = settings.find(spelling.name()).orElseThrow();
                Optional<String> ours = NormalForm.of(setting, spelling.text());
                if (!agree(setting, ours, theirs)) {
                    differences.add(words(setting, spelling, ours, theirs));
                }
            });
            assertThat(differences).isEmpty();
        }
    }

    private static boolean agree(Setting setting, Optional<String> ours, Optional<String> theirs) {
        boolean checkedOnly = setting.type().equals("string") || CHECKED.contains(setting.name());
        if (theirs.isEmpty() && checkedOnly) {
            return true;
        }
        return ADJUSTED.contains(setting.name()) || ours.equals(theirs.flatMap(text -> NormalForm.of(setting, text)));
    }

    private static String words(Setting setting, Spelling spelling, Optional<String> ours, Optional<String> theirs) {
        return setting.type() + " " + setting.unit().orElse("-") + " " + setting.context() + " " + spelling + ": ours "
                + ours.orElse("refused") + ", the server's " + theirs.orElse("refused");
    }

    private static Settings settings(PgCluster pg) throws Exception {
        Login login = Login.control(pg.superuser(), "postgres")
                .withPassword(Optional.of(Secret.of(PostgresInstance.PASSWORD)));
        try (JdbcSession session = JdbcSession.tcp("127.0.0.1", pg.port(), login)) {
            SettingsQuery query = new SettingsQuery("pg");
            return query.parse(session.query(query.sql(session.version()), query.parameters()));
        }
    }
}
