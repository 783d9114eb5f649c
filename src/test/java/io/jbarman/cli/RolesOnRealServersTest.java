package io.jbarman.cli;

import static io.jbarman.cli.Mutations.sql;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.Mutations.Mutation;
import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.PredefinedRoles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles as a user declares them, on real servers of several versions: made, kept, mended, and removed with care. */
final class RolesOnRealServersTest {
    private static final String OPTIONS_UP_TO_15 = "{ admin: false }";
    private static final String OPTIONS_SINCE_16 = "{ admin: false, inherit: true, set: false }";

    private final Path directory;

    RolesOnRealServersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static List<Integer> majors() {
        return ContentsSite.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void rolesAreAsDeclaredAndRemovedWithCare(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major)
                .setting("wal_level", "replica")
                .setting("log_statement", "all")
                .setting("logging_collector", "on")
                .start()) {
            ContentsSite site = new ContentsSite(pg, directory);
            Path document = site.topology("""
                    roles:
                      readers: { login: false, comment: those who read }
                      app:
                        login: true
                        createdb: true
                        createrole: false
                        inherit: true
                        bypassrls: false
                        connection_limit: 5
                        valid_until: 2040-01-01 00:00+02:00
                        password: word
                        member_of: { readers: %s, pg_monitor: }
                        settings: { work_mem: 8192kB, search_path: 'app, public', app.name: shop }
                        in_database: { postgres: { statement_timeout: 30s } }
                        comment: the "shop"'s
                      barman: { connection_limit: 3 }
                    """.formatted(major < 16 ? OPTIONS_UP_TO_15 : OPTIONS_SINCE_16));
            Mutations mutations = new Mutations(pg, document.toString());
            mutations.converge();
            try (Connection app = pg.connect("app", ContentsSite.WORD, "postgres")) {
                assertThat(app.isValid(5)).isTrue();
            }
            mutations.eachIsOneFindingAndIsHealed(ContentsSite.sample(major, mutations(major)));
            knowsThePredefinedRoles(pg, major);
            isRemovedWithCare(pg, site);
            assertThat(log(pg)).as("with log_statement = all").doesNotContain("SCRAM-SHA-256$", ContentsSite.WORD);
        }
    }

    private static List<Mutation> mutations(int major) {
        List<Mutation> mutations = new ArrayList<>(Stream.of(
                        "ALTER ROLE app NOLOGIN",
                        "ALTER ROLE app NOCREATEDB",
                        "ALTER ROLE app CREATEROLE",
                        "ALTER ROLE app BYPASSRLS",
                        "ALTER ROLE app CONNECTION LIMIT -1",
                        "ALTER ROLE app VALID UNTIL 'infinity'",
                        "ALTER ROLE app PASSWORD 'another'",
                        "ALTER ROLE app PASSWORD NULL",
                        "REVOKE pg_monitor FROM app",
                        "GRANT readers TO app WITH ADMIN OPTION",
                        "ALTER ROLE app SET work_mem = '9MB'",
                        "ALTER ROLE app RESET search_path",
                        "ALTER ROLE app SET search_path = app",
                        "ALTER ROLE app RESET app.name",
                        "COMMENT ON ROLE app IS NULL")
                .map(statement -> new Mutation("DRIFT  pg/role/app", sql(statement)))
                .toList());
        if (major < 16) {
            mutations.add(new Mutation("DRIFT  pg/role/app", sql("ALTER ROLE app NOINHERIT")));
        } else {
            mutations.add(new Mutation("DRIFT  pg/role/app", sql("GRANT readers TO app WITH INHERIT FALSE")));
            mutations.add(new Mutation("DRIFT  pg/role/app", sql("GRANT readers TO app WITH SET TRUE")));
            mutations.add(new Mutation(
                    "DRIFT  pg/role/app",
                    sql(
                            "CREATE ROLE chief",
                            "GRANT readers TO chief WITH ADMIN TRUE",
                            "GRANT readers TO app WITH SET TRUE GRANTED BY chief")));
        }
        mutations.add(new Mutation("DRIFT  pg/role/barman", sql("ALTER ROLE barman CONNECTION LIMIT 2")));
        mutations.add(new Mutation("DRIFT  pg/role/barman", sql("ALTER ROLE barman SUPERUSER")));
        mutations.add(new Mutation(
                "DRIFT  pg/role-settings/app.postgres",
                sql("ALTER ROLE app IN DATABASE postgres SET statement_timeout = '31s'")));
        mutations.add(new Mutation("DRIFT  pg/role/app", sql("DROP OWNED BY app", "DROP ROLE app")));
        return mutations;
    }

    private static void knowsThePredefinedRoles(PgCluster pg, int major) {
        String there = pg.sql("SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles"
                + " WHERE rolname LIKE 'pg\\_%' AND oid < 16384");
        assertThat(there)
                .isEqualTo(PredefinedRoles.names().stream()
                        .filter(role -> PredefinedRoles.since(role).orElseThrow() <= major)
                        .sorted()
                        .collect(Collectors.joining(" ")));
    }

    private static void isRemovedWithCare(PgCluster pg, ContentsSite site) throws Exception {
        site.topology("roles: { app: { state: absent } }");
        pg.sql("CREATE TABLE of_app (kept integer)");
        pg.sql("ALTER TABLE of_app OWNER TO app");
        pg.sql("CREATE DATABASE of_app OWNER app");
        pg.sql("GRANT CONNECT ON DATABASE template1 TO app");
        try (Connection app = pg.connect("app", ContentsSite.WORD, "postgres")) {
            Run refused = site.apply();
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.out())
                    .contains("owns ", "1 open session", "Give --drop pg/role/app")
                    .contains("in database postgres");
            assertThat(pg.sql("SELECT count(*) FROM pg_roles WHERE rolname = 'app'"))
                    .isEqualTo("1");

            Run other = site.apply("--drop", "pg/role/barman");
            assertThat(other.status()).isEqualTo(1);
            assertThat(other.err()).contains("removes nothing of that address", "it removes pg/role/app");

            Run dropped = site.apply("--drop", "pg/role/app");
            assertThat(dropped.status()).as(dropped.out() + dropped.err()).isZero();
            assertThat(app.isValid(5)).isFalse();
        }
        assertThat(pg.sql("SELECT count(*) FROM pg_roles WHERE rolname = 'app'"))
                .isEqualTo("0");
        assertThat(pg.sql("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'of_app'"))
                .isEqualTo(pg.superuser());
        assertThat(pg.sql("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'of_app'"))
                .isEqualTo(pg.superuser());
        assertThat(site.plan().out()).contains("No changes.");
    }

    private static String log(PgCluster pg) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(pg.dataDirectory().resolve("log"))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        assertThat(text).contains("CREATE ROLE");
        return text.toString();
    }
}
