package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.cli.Mutations.Deed;
import io.jbarman.cli.Mutations.Mutation;
import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** Databases, extensions, grants and slots as a user declares them, on real servers of several versions. */
final class GrantsOnRealServersTest {
    private static final String DATABASES = """
            roles: { app: , owner: , auditor: }
            databases:
              shop: { owner: owner, encoding: utf-8, lc_collate: C, lc_ctype: C, connection_limit: 20, comment: it }
            slots: { spare: }
            extensions: { plpgsql: { databases: [shop], schema: pg_catalog, version: "1.0" }, hstore: { databases: [shop] } }
            """;

    private static final String GRANTS = """
            grants:
              connects: { to: app, on: database, names: [shop], privileges: [connect, temporary] }
              uses: { to: app, on: schema, names: [public], database: shop, privileges: [usage] }
              reads:
                { to: app, on: table, names: ["public.*"], database: shop, privileges: [select, insert] }
              counts: { to: app, on: sequence, names: [public.Ids], database: shop, privileges: [all], grant_option: true }
              calls: { to: public, on: function, names: ["public.price(integer, text)"], database: shop, privileges: [execute] }
              all_calls: { to: auditor, on: function, names: ["public.*"], database: shop, privileges: [execute] }
              makes: { to: app, on: function, names: ["public.hstore(text, text)"], database: shop, privileges: [execute] }
              rotates: { to: app, on: function, names: [pg_catalog.pg_switch_wal()], privileges: [execute] }
              keeps: { to: app, on: table, names: [public.orders], database: shop, privileges: [maintain], from_version: 17 }
              future:
                { to: app, on: new-tables, created_by: owner, names: [public], database: shop, privileges: [select] }
              future_calls: { to: auditor, on: new-functions, created_by: owner, database: shop, privileges: [execute] }
              one_column: { to: owner, on: column, names: [public.orders.id], database: shop, privileges: [select, update] }
              kinds: { to: auditor, on: type, names: [public.mood], database: shop, privileges: [usage] }
              speaks: { to: auditor, on: language, names: [sql], database: shop, privileges: [usage] }
              afar: { to: auditor, on: foreign-server, names: [elsewhere], database: shop, privileges: [usage], grant_option: true }
              wraps: { to: auditor, on: foreign-data-wrapper, names: [Wrapper], database: shop, privileges: [usage] }
              future_kinds: { to: auditor, on: new-types, created_by: owner, database: shop, privileges: [usage] }
              future_here: { to: app, on: new-tables, created_by: owner, privileges: [select] }
              not_all: { to: public, on: database, names: [shop], privileges: [all], state: absent }
              not_auditor: { to: auditor, on: table, names: [public.orders], database: shop, privileges: [select], state: absent }
            """;

    private final Path directory;

    GrantsOnRealServersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static List<Integer> majors() {
        return ContentsSite.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void whatIsInAServerIsAsDeclared(int major) throws Exception {
        try (PgCluster pg =
                PgCluster.embedded(major).setting("wal_level", "replica").start()) {
            ContentsSite site = new ContentsSite(pg, directory);
            Path document = site.topology(DATABASES + GRANTS);
            Run early = site.apply();
            assertThat(early.status()).isEqualTo(1);
            assertThat(early.out())
                    .contains("there is no sequence public.Ids in database shop")
                    .contains("SELECT on new tables of owner: no -> granted")
                    .doesNotContain("there is no new tables of owner\n");
            assertThat(pg.sql("SELECT defaclrole::regrole FROM pg_default_acl"))
                    .as("in a database that was there, of a role that was not")
                    .isEqualTo("owner");
            inShop(
                    pg,
                    "CREATE TABLE orders (id integer)",
                    "CREATE TABLE \"Odd \"\" one\" (id integer)",
                    "CREATE SEQUENCE \"Ids\"",
                    "CREATE TYPE mood AS ENUM ('good')",
                    "CREATE FOREIGN DATA WRAPPER \"Wrapper\"",
                    "CREATE SERVER elsewhere FOREIGN DATA WRAPPER \"Wrapper\"",
                    "CREATE FUNCTION price(n integer, t text) RETURNS integer LANGUAGE sql AS 'SELECT 1'");
            Mutations mutations = new Mutations(pg, document.toString());
            mutations.converge();
            assertThat(pg.sql("shop", "SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'hstore'"))
                    .as("where anybody's session would put it")
                    .isEqualTo("public");
            mayDoItAll(pg);
            whatAnExtensionBringsIsGrantedWithIt(pg, site, mutations);
            mutations.eachIsOneFindingAndIsHealed(ContentsSite.sample(major, mutations()));
            assertThat(costOf(site.plan("-v")))
                    .as("at most 15 of the control session, and one of the other database")
                    .isBetween(5, 16);
            whatAnotherSessionSpoilsIsTriedAgain(pg, site);
            whatIsRemovedHasToBeNamed(pg, site);
        }
    }

    private static void mayDoItAll(PgCluster pg) {
        assertThat(pg.sql("SELECT has_function_privilege('app', 'pg_switch_wal()', 'EXECUTE')"))
                .isEqualTo("t");
        assertThat(pg.sql("SELECT has_database_privilege('auditor', 'shop', 'CONNECT')"))
                .isEqualTo("f");
        assertThat(pg.sql("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'spare'"))
                .isEqualTo("1");
    }

    private static void whatAnExtensionBringsIsGrantedWithIt(PgCluster pg, ContentsSite site, Mutations mutations)
            throws Exception {
        inShop(pg, "DROP EXTENSION hstore");
        assertThat(site.plan().out())
                .contains("known once pg/extension/shop.hstore is there")
                .contains("pg/grant/all_calls", "pg/grant/makes")
                .doesNotContain("could not be looked at");
        mutations.converge();
    }

    private static List<Mutation> mutations() {
        List<Mutation> mutations = new ArrayList<>();
        mutations.add(grant("connects", "REVOKE CONNECT ON DATABASE shop FROM app"));
        mutations.add(grant("uses", "REVOKE USAGE ON SCHEMA public FROM app"));
        mutations.add(grant("reads", "REVOKE INSERT ON orders FROM app"));
        mutations.add(grant("reads", "CREATE TABLE more (id integer)"));
        mutations.add(grant("counts", "REVOKE GRANT OPTION FOR UPDATE ON SEQUENCE \"Ids\" FROM app"));
        mutations.add(grant("calls", "REVOKE EXECUTE ON FUNCTION price(integer, text) FROM PUBLIC"));
        mutations.add(new Mutation(
                "DRIFT  pg/grant/rotates", Mutations.sql("REVOKE EXECUTE ON FUNCTION pg_switch_wal() FROM app")));
        mutations.add(grant(
                "future", "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA public REVOKE SELECT ON TABLES FROM app"));
        mutations.add(grant(
                "future_calls", "ALTER DEFAULT PRIVILEGES FOR ROLE owner REVOKE EXECUTE ON FUNCTIONS FROM auditor"));
        mutations.add(grant("one_column", "REVOKE UPDATE (id) ON orders FROM owner"));
        mutations.add(grant("kinds", "REVOKE USAGE ON TYPE mood FROM auditor"));
        mutations.add(grant("speaks", "REVOKE USAGE ON LANGUAGE sql FROM auditor"));
        mutations.add(grant("afar", "REVOKE GRANT OPTION FOR USAGE ON FOREIGN SERVER elsewhere FROM auditor"));
        mutations.add(grant("wraps", "REVOKE USAGE ON FOREIGN DATA WRAPPER \"Wrapper\" FROM auditor"));
        mutations.add(
                grant("future_kinds", "ALTER DEFAULT PRIVILEGES FOR ROLE owner REVOKE USAGE ON TYPES FROM auditor"));
        mutations.add(grant("not_all", "GRANT CONNECT ON DATABASE shop TO PUBLIC"));
        mutations.add(grant("not_auditor", "GRANT SELECT ON orders TO auditor"));
        mutations.add(grant(
                "not_auditor",
                "GRANT SELECT ON orders TO app WITH GRANT OPTION",
                "SET ROLE app",
                "GRANT SELECT ON orders TO auditor"));
        mutations.add(new Mutation("DRIFT  pg/database/shop", Mutations.sql("ALTER DATABASE shop OWNER TO auditor")));
        mutations.add(
                new Mutation("DRIFT  pg/database/shop", Mutations.sql("ALTER DATABASE shop CONNECTION LIMIT -1")));
        mutations.add(new Mutation("DRIFT  pg/database/shop", Mutations.sql("COMMENT ON DATABASE shop IS NULL")));
        mutations.add(new Mutation("DRIFT  pg/slot/spare", Mutations.sql("SELECT pg_drop_replication_slot('spare')")));
        mutations.add(new Mutation("DRIFT  pg/extension/shop.plpgsql", inShop("DROP EXTENSION plpgsql")));
        return mutations;
    }

    private static Mutation grant(String name, String... statements) {
        return new Mutation("DRIFT  pg/grant/" + name, inShop(statements));
    }

    private static Deed inShop(String... statements) {
        return pg -> {
            try {
                inShop(pg, statements);
            } catch (SQLException failed) {
                throw new AssertionError(failed);
            }
        };
    }

    private static void inShop(PgCluster pg, String... statements) throws SQLException {
        try (Connection shop = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "shop");
                Statement statement = shop.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int costOf(Run plan) {
        assertThat(plan.out()).contains("No changes.");
        return Integer.parseInt(plan.out().replaceAll("(?s).* PostgreSQL sessions?, (\\d+) quer.*", "$1"));
    }

    /** Both write the same row of pg_proc: the later one is told "tuple concurrently updated". */
    private static void whatAnotherSessionSpoilsIsTriedAgain(PgCluster pg, ContentsSite site) throws Exception {
        pg.sql("REVOKE EXECUTE ON FUNCTION pg_switch_wal() FROM app");
        try (Connection other = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "postgres");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO auditor");
            CompletableFuture<Run> apply = CompletableFuture.supplyAsync(site::apply);
            Eventually.until(
                    () -> !pg.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'jbarman%'"
                                    + " AND wait_event_type = 'Lock'")
                            .equals("0"));
            other.commit();
            Run run = apply.get();
            assertThat(run.status()).as(run.out() + run.err()).isZero();
        }
        assertThat(pg.sql("SELECT has_function_privilege('app', 'pg_switch_wal()', 'EXECUTE')"))
                .isEqualTo("t");
    }

    private static void whatIsRemovedHasToBeNamed(PgCluster pg, ContentsSite site) throws Exception {
        site.topology("databases: { shop: { state: absent } }\nslots: { spare: { state: absent } }\n");
        try (Connection shop = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "shop");
                Connection streaming = streaming(pg)) {
            PGReplicationStream user = use(streaming, pg);
            assertThat(site.plan().out())
                    .containsPattern(
                            "slot spare is in use by somebody_else \\(role [a-z]+, .*, process \\d+\\) and holds")
                    .contains("give --drop pg/slot/spare to have it dropped");
            Run refused = site.apply("--drop", "pg/slot/spare");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.out())
                    .contains("1 open session", "Give --drop pg/database/shop")
                    .doesNotContain("Give --drop pg/slot/spare");
            assertThat(pg.sql("SELECT count(*) FROM pg_database WHERE datname = 'shop'"))
                    .isEqualTo("1");

            Run dropped = site.apply("--drop", "pg/database/shop,pg/slot/spare");
            assertThat(dropped.status()).as(dropped.out() + dropped.err()).isZero();
            assertThat(shop.isValid(5)).isFalse();
            assertThatThrownBy(() -> readAll(user)).isInstanceOf(SQLException.class);
            // The server has gone from it: closing it would say good-bye to nobody, which may fail.
            streaming.abort(Runnable::run);
        }
        assertThat(pg.sql("SELECT count(*) FROM pg_database WHERE datname = 'shop'"))
                .isEqualTo("0");
        assertThat(site.plan().out()).contains("No changes.");
    }

    /** What had come before its end is still there. */
    private static void readAll(PGReplicationStream stream) throws SQLException {
        while (!stream.isClosed()) {
            stream.read();
        }
    }

    private static Connection streaming(PgCluster pg) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + pg.port() + "/postgres?replication=true&preferQueryMode=simple"
                        + "&assumeMinServerVersion=10&ApplicationName=somebody_else",
                pg.superuser(),
                PostgresInstance.PASSWORD);
    }

    private static PGReplicationStream use(Connection streaming, PgCluster pg) throws SQLException {
        PGReplicationStream stream = streaming
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .physical()
                .withSlotName("spare")
                .withStartPosition(LogSequenceNumber.valueOf(pg.sql("SELECT pg_current_wal_flush_lsn()")))
                .start();
        Eventually.until(() -> pg.sql("SELECT active FROM pg_replication_slots WHERE slot_name = 'spare'")
                .equals("t"));
        return stream;
    }
}
