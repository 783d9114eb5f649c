package io.jbarman.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.facts.database.DatabaseListQuery;
import io.jbarman.facts.database.DatabasesQuery;
import io.jbarman.facts.database.ExtensionsQuery;
import io.jbarman.facts.database.InstalledExtensionsQuery;
import io.jbarman.facts.grant.GrantTarget;
import io.jbarman.facts.grant.GrantsQuery;
import io.jbarman.facts.grant.ObjectGrantsQuery;
import io.jbarman.facts.hba.HbaFileQuery;
import io.jbarman.facts.hba.HbaOptionsQuery;
import io.jbarman.facts.hba.HbaRulesQuery;
import io.jbarman.facts.role.RoleListQuery;
import io.jbarman.facts.role.RolePasswordsQuery;
import io.jbarman.facts.role.RolesQuery;
import io.jbarman.facts.server.BackupSessionsQuery;
import io.jbarman.facts.server.CloudQuery;
import io.jbarman.facts.server.ClusterManagerQuery;
import io.jbarman.facts.server.FollowersQuery;
import io.jbarman.facts.server.IdentityQuery;
import io.jbarman.facts.server.PreparedTransactionsQuery;
import io.jbarman.facts.server.ServerSystemQuery;
import io.jbarman.facts.server.TablespacesQuery;
import io.jbarman.facts.server.WalSendersQuery;
import io.jbarman.facts.session.SessionsQuery;
import io.jbarman.facts.setting.FileSettingsQuery;
import io.jbarman.facts.setting.IncludeDirectoryQuery;
import io.jbarman.facts.setting.OwnValuesQuery;
import io.jbarman.facts.setting.Settings;
import io.jbarman.facts.setting.SettingsQuery;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.facts.slot.WalPaceQuery;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.GrantObject;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.postgres.jdbc.JdbcSession;
import io.jbarman.postgres.jdbc.Login;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.secret.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The closed list of questions to a server: they run READ ONLY on every version, and call nothing that could act. */
final class FactQueriesTest {
    /** Volatile because what they read is outside the database; none of them writes. */
    private static final Set<String> READERS = Set.of(
            "pg_is_in_recovery",
            "pg_control_system",
            "pg_control_checkpoint",
            "pg_current_wal_lsn",
            "pg_last_wal_replay_lsn",
            "pg_read_file",
            "pg_read_binary_file",
            "pg_stat_file",
            "pg_prepared_xact",
            "pg_hba_file_rules",
            "pg_show_all_file_settings");

    private static final Pattern CALL = Pattern.compile("\\b([a-z_][a-z0-9_]*)\\s*\\(");
    private static final Pattern RELATION = Pattern.compile("pg_catalog\\.(pg_[a-z_]+)\\b(?!\\s*\\()");

    private static final List<FactQuery.OfServer<?>> ALL = List.of(
            new IdentityQuery("pg"),
            new SettingsQuery("pg"),
            new FileSettingsQuery("pg"),
            new SlotsQuery("pg"),
            new WalPaceQuery("pg"),
            new WalSendersQuery("pg"),
            new PreparedTransactionsQuery("pg"),
            new FollowersQuery("pg"),
            new HbaOptionsQuery("pg"),
            new RoleListQuery("pg"),
            new DatabaseListQuery("pg"),
            new InstalledExtensionsQuery("pg", Optional.empty()),
            new RolesQuery("pg", List.of("postgres", "nobody", "o'ne")),
            new RolePasswordsQuery("pg", List.of("postgres", "nobody")),
            new GrantsQuery("pg", Optional.empty()),
            new ObjectGrantsQuery(
                    "pg",
                    Optional.empty(),
                    Arrays.stream(GrantObject.values())
                            .map(kind -> new GrantTarget(kind, kind.isInSchema() ? "pg_catalog" : "", "*"))
                            .toList()),
            new DatabasesQuery("pg", List.of("postgres", "o'ne")),
            new ExtensionsQuery("pg", Optional.empty(), List.of("plpgsql", "o'ne")),
            new HbaRulesQuery("pg"),
            new HbaFileQuery("pg"),
            new OwnValuesQuery("pg"),
            new IncludeDirectoryQuery("pg"),
            new BackupSessionsQuery("pg"),
            new ClusterManagerQuery("pg"),
            new CloudQuery("pg"),
            new SessionsQuery("pg"),
            new ServerSystemQuery("pg"),
            new TablespacesQuery("pg"));

    @TestFactory
    Stream<DynamicTest> runReadOnlyAndCallNothingThatActs() {
        return Stream.of(
                        Map.entry("Debian 15", (Supplier<PgCluster.Builder>) PgCluster::debian15),
                        Map.entry("10", (Supplier<PgCluster.Builder>) () -> PgCluster.embedded(10)),
                        Map.entry("13", (Supplier<PgCluster.Builder>) () -> PgCluster.embedded(13)),
                        Map.entry("16", (Supplier<PgCluster.Builder>) () -> PgCluster.embedded(16)),
                        Map.entry("17", (Supplier<PgCluster.Builder>) () -> PgCluster.embedded(17)),
                        Map.entry("18", (Supplier<PgCluster.Builder>) () -> PgCluster.embedded(18)))
                .map(server ->
                        DynamicTest.dynamicTest("PostgreSQL " + server.getKey(), () -> check(server.getValue())));
    }

    private static void check(Supplier<PgCluster.Builder> builder) throws Exception {
        try (PgCluster pg = builder.get().start();
                JdbcSession session = session(pg)) {
            for (FactQuery.OfServer<?> query : ALL) {
                session.readOnly(inside -> {
                    assertThat(answer(inside, query)).as(query.name()).isNotNull();
                    return true;
                });
                assertThat(volatileCalls(session, query))
                        .as("volatile functions that %s calls", query.name())
                        .isEmpty();
                assertPermitted(session, query);
            }
            saysWhatIsSo(session, pg);
        }
    }

    private static <T> T answer(PgSession session, FactQuery.OfServer<T> query) throws PgException {
        return query.parse(session.query(query.sql(session.version()), query.parameters()));
    }

    private static void saysWhatIsSo(PgSession session, PgCluster pg) throws PgException {
        Settings settings = answer(session, new SettingsQuery("pg"));
        assertThat(settings.value("PORT")).contains(Integer.toString(pg.port()));
        assertThat(answer(session, new IdentityQuery("pg")).user()).isEqualTo(pg.superuser());
        assertThat(answer(session, new RolesQuery("pg", List.of(pg.superuser())))
                        .find(pg.superuser())
                        .orElseThrow()
                        .self())
                .isTrue();
        assertThat(answer(session, new HbaFileQuery("pg")).text()).contains("scram-sha-256");
        assertThat(answer(session, new HbaRulesQuery("pg")))
                .allSatisfy(rule -> assertThat(rule.error()).isEmpty())
                .anySatisfy(rule -> assertThat(rule.databases()).containsExactly("replication"));
        assertThat(answer(session, new GrantsQuery("pg", Optional.empty())).existing())
                .contains("pg_switch_wal()", "pg_create_restore_point(text)");
    }

    private static void assertPermitted(PgSession session, FactQuery.OfServer<?> query) throws PgException {
        if (!query.permittedIf().isEmpty()) {
            assertThat(session.query("SELECT " + query.permittedIf() + " AS it", List.of())
                            .get(0)
                            .flag("it"))
                    .as("the superuser may ask for %s", query.name())
                    .isTrue();
        }
    }

    /** Functions in the query's text, and in the definitions of the views that it reads. */
    private static Set<String> volatileCalls(PgSession session, FactQuery.OfServer<?> query) throws PgException {
        String sql = query.sql(session.version());
        StringBuilder text = new StringBuilder(sql);
        for (String relation : matches(RELATION, sql)) {
            session.query(
                            "SELECT pg_get_viewdef(c.oid) AS def FROM pg_class c WHERE c.relkind = 'v'"
                                    + " AND c.relnamespace = 'pg_catalog'::regnamespace AND c.relname = ?",
                            List.of(relation))
                    .forEach(row -> text.append('\n').append(row.text("def")));
        }
        Set<String> calls = new TreeSet<>();
        for (String name : matches(CALL, text.toString())) {
            List<?> acting =
                    session.query("SELECT 1 AS it FROM pg_proc WHERE proname = ? AND provolatile = 'v'", List.of(name));
            if (!acting.isEmpty() && !READERS.contains(name)) {
                calls.add(name);
            }
        }
        return calls;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static JdbcSession session(PgCluster pg) throws PgException {
        Login login = Login.control(pg.superuser(), "postgres")
                .withPassword(Optional.of(Secret.of(PostgresInstance.PASSWORD)));
        return JdbcSession.tcp("127.0.0.1", pg.port(), login);
    }
}
