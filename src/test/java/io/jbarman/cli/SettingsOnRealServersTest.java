package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings as a user declares them, on real servers of several versions. */
final class SettingsOnRealServersTest {
    private static final String COMMAND = "test ! -f '/a b/%f' && cp \"%p\" '/it''s \\x/%f' # 100%%";

    private final Path directory;

    SettingsOnRealServersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 12, 18})
    void valuesArriveAsTheyWereWrittenUnderTheNameThatTheVersionHas(int major) {
        try (PgCluster pg =
                PgCluster.embedded(major).setting("archive_mode", "on").start()) {
            ServerSite site = new ServerSite(pg, directory);
            String kept = major < 13 ? "wal_keep_size: 100MB" : "wal_keep_segments: 7";
            Path topology = site.topology(
                    "when-needed",
                    "archive_command: '" + COMMAND.replace("'", "''") + "'",
                    kept,
                    major < 12 ? "work_mem: 1536kB" : "work_mem: 1.5MB",
                    "max_connections: { at_least: 20 }",
                    "random_page_cost: 1.25");

            Run first = site.apply(topology);

            assertThat(first.status()).as(first.out() + first.err()).isZero();
            assertThat(pg.sql("SHOW archive_command")).isEqualTo(COMMAND);
            assertThat(pg.sql("SHOW work_mem")).isEqualTo("1536kB");
            assertThat(major < 13 ? pg.sql("SHOW wal_keep_segments") : pg.sql("SHOW wal_keep_size"))
                    .isEqualTo(major < 13 ? "7" : "112MB");
            assertThat(pg.sql("SHOW max_connections"))
                    .as("more than the floor is left alone")
                    .isEqualTo("100");
            assertThat(site.plan(topology).out()).contains("No changes.");
        }
    }

    @Test
    void aConnectionStringSurvivesItsQuotes() {
        try (PgCluster pg = PgCluster.embedded(18).start()) {
            ServerSite site = new ServerSite(pg, directory);
            String conninfo = "host=10.0.0.1 user='o''brien' passfile='/a b/it\\'s' application_name=x";
            Path topology =
                    site.topology("when-needed", "primary_conninfo: \"" + conninfo.replace("\\", "\\\\") + "\"");

            assertThat(site.apply(topology).status()).isZero();
            assertThat(pg.sql("SHOW primary_conninfo")).isEqualTo(conninfo);
            assertThat(site.plan(topology).out()).contains("No changes.");
        }
    }

    @Test
    void whatHidesAValueIsTold() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start()) {
            ServerSite site = new ServerSite(pg, directory);
            Path topology = site.topology("when-needed", "work_mem: 8MB", "max_wal_sender: 5");
            Run unknown = site.plan(topology);
            assertThat(unknown.out()).contains("pg knows no parameter max_wal_sender", "Did you mean max_wal_senders?");
            assertThat(unknown.status()).isEqualTo(1);

            Path good = site.topology("when-needed", "work_mem: 8MB");
            assertThat(site.apply(good).status()).isZero();
            pg.sql("CREATE ROLE app");
            pg.sql("ALTER ROLE app SET work_mem = '64MB'");
            pg.sql("ALTER DATABASE postgres SET work_mem = '32MB'");
            site.byHand("work_mem = 2MB");
            Run plan = site.plan(good);

            assertThat(plan.out())
                    .contains(
                            "No changes.",
                            "role app has 64MB for itself, which wins in its sessions",
                            "ALTER ROLE app RESET work_mem",
                            "database postgres has 32MB for itself",
                            "says 2MB, which");
            assertThat(plan.status()).isZero();
        }
    }

    @Test
    void withoutAlterSystemAnIncludedFileIsWrittenOrItIsAConflict() throws Exception {
        try (PgCluster pg =
                PgCluster.embedded(18).setting("allow_alter_system", "off").start()) {
            ServerSite site = new ServerSite(pg, directory);
            Path topology = site.topology("when-needed", "work_mem: 8MB");
            Run refused = site.plan(topology);
            assertThat(refused.out()).contains("ALTER SYSTEM is switched off on pg", "include_dir");
            assertThat(refused.status()).isEqualTo(1);

            Path included = Files.createDirectory(pg.dataDirectory().resolve("conf.d"));
            Files.setOwner(included, Files.getOwner(pg.dataDirectory()));
            site.byHand("include_dir = 'conf.d'");
            Run applied = site.apply(topology);

            assertThat(applied.status()).as(applied.out() + applied.err()).isZero();
            assertThat(pg.sql("SHOW work_mem")).isEqualTo("8MB");
            assertThat(Files.readString(included.resolve("zz-jbarman.conf"))).isEqualTo("work_mem = '8192'\n");
            assertThat(site.plan(topology).out()).contains("No changes.");

            Run failed = site.apply(
                    site.topology("when-needed", "work_mem: 16MB", "unix_socket_directories: /no/such/directory"));
            assertThat(failed.out())
                    .contains("zz-jbarman.conf was put back as before this run, and it is running again");
            assertThat(Files.readString(included.resolve("zz-jbarman.conf"))).isEqualTo("work_mem = '8192'\n");
            assertThat(pg.sql("SHOW work_mem")).isEqualTo("8MB");

            String[] bad = {"work_mem: 8MB", "unix_socket_directories: /no/such/directory"};
            String sockets = pg.sql("SHOW unix_socket_directories");
            assertThat(site.apply(site.topology("never", bad)).status()).isEqualTo(3);
            assertThat(site.apply(site.topology("when-needed", bad)).out())
                    .contains("unix_socket_directories was put back to the value that it ran with");
            assertThat(Files.readString(included.resolve("zz-jbarman.conf")))
                    .isEqualTo("work_mem = '8192'\nunix_socket_directories = '" + sockets + "'\n");
            assertThat(site.autoConf()).doesNotContain("unix_socket_directories");
        }
    }

    /** With any of these the server would not start again. */
    @ParameterizedTest
    @ValueSource(ints = {10, 18})
    void whatIsInUseIsNotGoneBelow(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major)
                .setting("wal_level", "logical")
                .setting("max_prepared_transactions", "5")
                .start()) {
            ServerSite site = new ServerSite(pg, directory);
            pg.sql("SELECT pg_create_physical_replication_slot('one')");
            pg.sql("SELECT pg_create_logical_replication_slot('two', 'pgoutput')");
            try (Connection session = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "postgres")) {
                session.createStatement().execute("BEGIN");
                session.createStatement().execute("CREATE TABLE t ()");
                session.createStatement().execute("PREPARE TRANSACTION 'p'");
            }
            String started = site.started();

            Run refused = site.apply(site.topology(
                    "when-needed", "max_replication_slots: 1", "wal_level: replica", "max_prepared_transactions: 0"));

            assertThat(refused.out())
                    .contains(
                            "max_replication_slots is declared as 1, which is below what is needed: 2",
                            "wal_level is declared as replica, which is below what is needed: logical",
                            "max_prepared_transactions is declared as 0, which is below what is needed: 1");
            assertThat(refused.status()).isEqualTo(1);
            assertThat(site.started()).isEqualTo(started);

            pg.sql("ROLLBACK PREPARED 'p'");
            Run lowered = site.apply(
                    site.topology("when-needed", "max_replication_slots: 2", "max_prepared_transactions: 0"));
            assertThat(lowered.status()).as(lowered.out() + lowered.err()).isZero();
            assertThat(pg.sql("SHOW max_replication_slots")).isEqualTo("2");
        }
    }

    @Test
    void everySettingsOwnValueComesBackFromOurQuoting() throws Exception {
        try (PgCluster pg = PgCluster.embedded(18).start()) {
            ServerSite site = new ServerSite(pg, directory);
            List<String> texts = List.of(
                    "search_path: '\"$user\", \"Mixed Case\", public'",
                    "log_line_prefix: '%m [%p] ''q'' \"d\" \\'",
                    "DateStyle: 'iso,dmy'",
                    "log_timezone: UTC");
            Path without = site.topology("when-needed", texts.toArray(String[]::new));
            Run again = site.apply(without);
            assertThat(again.status()).as(again.out() + again.err()).isZero();
            assertThat(pg.sql("SHOW search_path")).isEqualTo("\"$user\", \"Mixed Case\", public");
            assertThat(pg.sql("SHOW log_line_prefix")).isEqualTo("%m [%p] 'q' \"d\" \\");
            assertThat(site.plan(without).out()).contains("No changes.");
        }
    }
}
