package io.jbarman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.ServerSite.Run;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When real servers are restarted, when not, and what becomes of one that cannot start. */
final class RestartOnRealServersTest {
    private final Path directory;

    RestartOnRealServersTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 14, 18})
    void aServerThatDoesNotComeBackGetsItsSettingsBack(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major).start()) {
            ServerSite site = new ServerSite(pg, directory);
            assertThat(site.apply(site.topology("when-needed", "work_mem: 8MB")).status())
                    .isZero();
            String before = site.autoConf();

            Run run = site.apply(
                    site.topology("when-needed", "work_mem: 16MB", "unix_socket_directories: /no/such/directory"));

            assertThat(run.out()).contains("FAILED", "did not come back with the new settings", "running again");
            assertThat(run.status()).isEqualTo(1);
            assertThat(site.autoConf()).isEqualTo(before);
            assertThat(pg.sql("SHOW work_mem")).isEqualTo("8MB");
        }
    }

    /** The window was closed when the value was written, and nothing of the run that restarts has to do with it. */
    @ParameterizedTest
    @ValueSource(ints = {10, 18})
    void aValueOfAnEarlierRunHasAWayBackToo(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major).start()) {
            ServerSite site = new ServerSite(pg, directory);
            String[] bad = {"max_wal_senders: 12", "unix_socket_directories: /no/such/directory"};
            String sockets = pg.sql("SHOW unix_socket_directories");
            String started = site.started();
            assertThat(site.apply(site.topology(window(2, 3), bad)).status()).isEqualTo(3);
            assertThat(site.autoConf()).contains("/no/such/directory");

            Run run = site.apply(site.topology(window(-1, 1), bad));

            assertThat(run.out())
                    .contains(
                            "FAILED",
                            "did not come back with the new settings",
                            "max_wal_senders, unix_socket_directories were put back to the values that they ran with",
                            "running again");
            assertThat(run.status()).isEqualTo(1);
            assertThat(pg.sql("SHOW unix_socket_directories")).isEqualTo(sockets);
            assertThat(site.started()).isNotEqualTo(started);
            assertThat(site.autoConf())
                    .contains("unix_socket_directories = '" + sockets + "'")
                    .doesNotContain("/no/such/directory");
        }
    }

    /** One run has written what cannot start, the next one what can. */
    @Test
    void whatAnEarlierRunLeftAndCannotStartIsTakenBackWhileTheServerRuns() throws Exception {
        try (PgCluster pg = PgCluster.embedded(18).start()) {
            ServerSite site = new ServerSite(pg, directory);
            String started = site.started();
            String buffers = pg.sql("SELECT setting FROM pg_settings WHERE name = 'shared_buffers'");
            site.apply(site.topology("never", "shared_buffers: 900GB"));

            Run run = site.apply(site.topology("when-needed", "shared_buffers: 900GB", "max_wal_senders: 12"));

            assertThat(run.out())
                    .contains(
                            "it was left running",
                            "postgresql.auto.conf was put back as before this run, then shared_buffers was put back to"
                                    + " the value that it ran with");
            assertThat(run.status()).isEqualTo(1);
            assertThat(site.started()).isEqualTo(started);
            assertThat(site.autoConf())
                    .contains("shared_buffers = '" + buffers + "'")
                    .doesNotContain("max_wal_senders");
        }
    }

    /** A DBA's values wait for the restart, and what cannot start is a line in postgresql.conf, of anybody. */
    @ParameterizedTest
    @ValueSource(ints = {10, 18})
    void whatAPersonHasSetStaysWhereTheObstacleIsAnother(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major).start()) {
            ServerSite site = new ServerSite(pg, directory);
            String started = site.started();
            String settings = "max_replication_slots: { at_least: 7 }";
            assertThat(site.apply(site.topology("never", "max_wal_senders: 13", "max_replication_slots: 11"))
                            .status())
                    .isEqualTo(3);
            pg.sql("ALTER SYSTEM SET max_replication_slots = 57");
            String pending = site.autoConf();
            site.byHand("this is no line");

            Run run = site.apply(site.topology("when-needed", "max_wal_senders: 13", settings));

            assertThat(run.status()).as(run.out()).isEqualTo(1);
            assertThat(run.out()).contains("it was left running").doesNotContain("ran with");
            assertThat(site.autoConf()).isEqualTo(pending);
            assertThat(site.started()).isEqualTo(started);
        }
    }

    /** Only the socket's directory keeps it from starting, and that is a person's: what was tried is taken back. */
    @ParameterizedTest
    @ValueSource(ints = {10, 18})
    void aWayBackThatDoesNotHelpIsTakenBack(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major).start()) {
            ServerSite site = new ServerSite(pg, directory);
            assertThat(site.apply(site.topology("never", "max_wal_senders: 13", "max_replication_slots: 11"))
                            .status())
                    .isEqualTo(3);
            pg.sql("ALTER SYSTEM SET unix_socket_directories = '/no/such/directory'");
            pg.sql("ALTER SYSTEM SET max_replication_slots = 57");
            String pending = site.autoConf();

            Run run = site.apply(
                    site.topology("when-needed", "max_wal_senders: 13", "max_replication_slots: { at_least: 7 }"));

            assertThat(run.status()).as(run.out()).isEqualTo(1);
            assertThat(run.out())
                    .contains(
                            "is down",
                            "max_wal_senders was put back to the value that it ran with, which did not help and was taken"
                                    + " back");
            assertThat(site.autoConf()).isEqualTo(pending);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whatCannotStartIsNotStopped(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major).start()) {
            ServerSite site = new ServerSite(pg, directory);
            String started = site.started();
            String before = site.autoConf();

            refused(site, "shared_buffers: 900GB", "of shared memory, and the host has");
            refused(site, "shared_preload_libraries: no_such_library", "no_such_library");
            refused(site, "listen_addresses: 192.0.2.77", "listen_addresses (192.0.2.77) names no address of the host");

            assertThat(site.started()).isEqualTo(started);
            assertThat(site.autoConf()).isEqualTo(before);
        }
    }

    private static void refused(ServerSite site, String setting, String why) {
        Run run = site.apply(site.topology("when-needed", setting));
        assertThat(run.out()).contains("it was left running, and postgresql.auto.conf was put back", why);
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void theTopologysPolicyDecidesAndForeignEditsAreShown() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start()) {
            ServerSite site = new ServerSite(pg, directory);
            String started = site.started();
            site.byHand("max_connections = 77");

            Run never = site.apply(site.topology("never", "max_wal_senders: 12"));
            assertThat(never.out()).contains("pending", "not ours: max_connections 100 -> 77");
            assertThat(never.status()).isEqualTo(3);
            assertThat(site.drift(directory.resolve("topology.yml")).out()).contains("PENDING  pg/restart/server");

            Run outside = site.apply(site.topology(window(2, 3), "max_wal_senders: 12"));
            assertThat(outside.out()).contains("it may be restarted in window");
            assertThat(outside.status()).isEqualTo(3);
            assertThat(site.started()).isEqualTo(started);

            try (Connection backup = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "postgres")) {
                backup.createStatement().execute("SELECT pg_backup_start('by hand')");
                Run during = site.apply(site.topology("when-needed", "max_wal_senders: 12"));
                assertThat(during.out()).contains("a base backup seems to be under way", "began one by SQL");
                assertThat(during.status()).isEqualTo(3);
                assertThat(site.started()).isEqualTo(started);
            }

            Run inside = site.apply(site.topology(window(-1, 1), "max_wal_senders: 12"));
            assertThat(inside.status()).as(inside.out() + inside.err()).isZero();
            assertThat(pg.sql("SHOW max_wal_senders")).isEqualTo("12");
            assertThat(pg.log()).contains("checkpoint starting: immediate force wait");
        }
    }

    /** Debian's Barman at work by pg_basebackup: slowly, so that the backup is still there to be seen. */
    @Test
    @EnabledIfSystemProperty(named = "jbarman.matrix", matches = "true")
    void aBackupOfBarmanHoldsTheRestartBack() throws Exception {
        try (PgCluster pg = PgCluster.debian15().start();
                RealBarman barman = RealBarman.of(pg, directory)) {
            ServerSite site = new ServerSite(pg, directory);
            Path topology = site.topology("when-needed", "max_wal_senders: 12");
            Files.writeString(topology, Files.readString(topology) + barman.asDeclared());
            String started = site.started();
            barman.beginBackup();

            Run during = site.apply(topology);

            assertThat(during.out()).contains("a base backup seems to be under way", barman.lock() + " is locked");
            assertThat(during.status()).isEqualTo(3);
            assertThat(site.started()).isEqualTo(started);

            barman.endBackup();
            assertThat(barman.lock()).exists();
            Run after = site.apply(topology);
            assertThat(after.status()).as(after.out() + after.err()).isZero();
            assertThat(site.started()).isNotEqualTo(started);
        }
    }

    /** A daily window that begins and ends so many hours from now. */
    private static String window(int from, int to) {
        LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MINUTES);
        DateTimeFormatter minutes = DateTimeFormatter.ofPattern("HH:mm");
        return "window \"daily " + minutes.format(now.plusHours(from)) + "-" + minutes.format(now.plusHours(to)) + "\"";
    }
}
