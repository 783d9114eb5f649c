package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.cli.KilledApply;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back from an apply, on the pghost and on the barmanhost: what was there before is there, and the WAL is. */
final class DestroyedSiteTest {
    @Test
    void bothHostsAreAsTheyWereAndTheArchiveStays(@TempDir Path said) throws Exception {
        PgCluster bare = PgCluster.debian15().start();
        try (Site site = Site.around(bare)) {
            Path hba = bare.dataDirectory().resolve("pg_hba.conf");
            String before = Files.readString(hba);
            Path passfile = Files.writeString(site.directory.resolve("pgpass"), "other:5432:*:somebody:else\n");
            Files.setPosixFilePermissions(passfile, PosixFilePermissions.fromString("rw-------"));
            commitsWaitForTheRuntime(site);
            aServerThatIsDownHoldsNobodyUp(site);
            assertThat(site.control("apply", "--yes").status()).isZero();
            List<Path> archived = archived(site);
            assertThat(bare.sql("SELECT sync_state FROM pg_stat_replication")).isEqualTo("sync");

            CommandResult refused = site.control("destroy", "--yes");

            assertThat(refused.status()).as(words(refused)).isEqualTo(1);
            assertThat(words(refused))
                    .contains("slot barman is in use by barman_receive_wal (role streaming_barman, ")
                    .contains("To lose all of that: --drop pg/slot/barman\n")
                    .doesNotContain("[BLOCKS COMMITS]");
            assertThat(site.data("status", "pg").status()).isZero();

            killedBetweenStepsItGoesOn(site, said.resolve("said"));
            CommandResult done = site.control("destroy", "--yes", "--drop", "pg/slot/barman");

            assertThat(done.status()).as(words(done)).isZero();
            assertThat(Files.readString(hba)).isEqualTo(before);
            assertThat(bare.sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE '%barman'"))
                    .isEqualTo("0");
            assertThat(bare.sql("SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
            assertThat(Files.readString(passfile)).isEqualTo("other:5432:*:somebody:else\n");
            assertThat(site.directory.resolve("barman.conf")).doesNotExist();
            assertThat(site.directory.resolve("barman.d/pg.conf")).doesNotExist();
            assertThat(site.directory.resolve("run/control.sock")).doesNotExist();
            assertThat(archived).isNotEmpty().allMatch(Files::exists);
            CommandResult again = site.control("destroy", "--yes");
            assertThat(again.status()).as(words(again)).isZero();
            assertThat(again.output())
                    .contains("Left where it is: backup/directory")
                    .doesNotContain("- pg/", "- backup/");
        }
    }

    private static void aServerThatIsDownHoldsNobodyUp(Site site) throws IOException {
        String document = Files.readString(site.topology);
        Files.writeString(
                site.topology,
                document.replace(
                                "\nbarman:\n",
                                "\n  down: { host: pghost, port: 1, socket_directory: /nowhere, os_user: "
                                        + site.pg.osUser() + " }\nbarman:\n")
                        + """
                        down:
                          conninfo: { role: barman, password: barman_password, dbname: postgres }
                          streaming_conninfo: { role: streaming_barman, password: streaming_password }
                          streaming_archiver: true
                          slot_name: barman
                        """.indent(6));
        CommandResult applied = site.control("apply", "--yes");

        assertThat(applied.status()).as(words(applied)).isEqualTo(1);
        assertThat(words(applied)).contains("without down, which has to wait", "backup/file", "down/server/postgresql");
        assertThat(site.directory.resolve("barman.d/down.conf")).doesNotExist();
        assertThat(site.data("check", "pg").status()).isZero();
        Files.writeString(site.topology, document);
    }

    private static void commitsWaitForTheRuntime(Site site) throws IOException {
        site.pg.sql("CREATE TABLE commits (n int)");
        String document = Files.readString(site.topology);
        Files.writeString(
                site.topology,
                document.replace("settings: { ", "settings: { synchronous_standby_names: barman_receive_wal, "));
    }

    /** One that waits for a standby in vain is let go with a warning. */
    private static void commitsAreNotHeldUp(PgCluster pg) throws SQLException {
        try (Connection session = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "postgres");
                Statement statement = session.createStatement()) {
            statement.setQueryTimeout(20);
            statement.execute("INSERT INTO commits VALUES (1)");
            assertThat((Throwable) statement.getWarnings()).isNull();
        }
    }

    /** A sample of the steps: a run does one less than this. */
    private static void killedBetweenStepsItGoesOn(Site site, Path said) throws Exception {
        int killed = 0;
        while (runKilled(site, said)) {
            assertThat(++killed).isLessThan(20);
            Eventually.until(() -> site.pg.sql(KilledApplyTest.LOCKS).equals("0"));
            assertThat(KilledApplyTest.halfWritten(site.directory)).isEmpty();
            commitsAreNotHeldUp(site.pg);
        }
        assertThat(killed).isGreaterThan(1);
    }

    private static boolean runKilled(Site site, Path said) throws Exception {
        String deadly = Boolean.getBoolean("jbarman.matrix") ? "2" : "4";
        Process destroy = site.programInBackground(said, KilledApply.class, deadly, "destroy", "pg/slot/barman");
        assertThat(destroy.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(destroy.exitValue()).as(Files.readString(said)).isIn(0, 128 + 9);
        return destroy.exitValue() != 0;
    }

    private static List<Path> archived(Site site) throws IOException {
        try (Stream<Path> files = Files.walk(site.archive())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String words(CommandResult result) {
        return result.output() + "\n" + result.errors();
    }
}
