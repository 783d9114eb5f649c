package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.transport.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies that do not get to their end, in processes of their own: interrupted, met by another one. */
final class InterruptedApplyTest {
    private static final String LOCKS =
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 1784832370";
    private static final String ROLES =
            "SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles WHERE rolname LIKE '%barman'";

    private Site site;
    private PgCluster pg;
    private Path said;

    @BeforeAll
    static void requirePostgres() {
        Fixtures.requireDebianPostgres15();
    }

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        pg = PgCluster.debian15()
                .setting("wal_level", "minimal")
                .setting("max_wal_senders", "0")
                .start();
        site = Site.around(pg);
        said = directory.resolve("said");
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
    }

    /** While it is open, nobody can make a role, and everybody can look. */
    private Connection standInTheWay() throws SQLException {
        Connection session = pg.connect(pg.superuser(), PostgresInstance.PASSWORD, "postgres");
        session.setAutoCommit(false);
        try (Statement statement = session.createStatement()) {
            statement.execute("LOCK TABLE pg_catalog.pg_authid IN SHARE MODE");
        }
        return session;
    }

    private void awaitFirstStepOf(Process apply) {
        Eventually.until(Duration.ofMinutes(3), () -> {
            assertThat(apply.isAlive()).as(words()).isTrue();
            return !pg.sql("SELECT count(*) FROM pg_locks WHERE NOT granted").equals("0");
        });
    }

    private String words() throws IOException {
        return Files.readString(said);
    }

    private void convergesNow() {
        CommandResult apply = site.control("apply", "--yes");
        assertThat(apply.status()).as(apply.output() + apply.errors()).isZero();
        CommandResult drift = site.control("drift");
        assertThat(drift.status()).as(drift.output() + drift.errors()).isZero();
        assertThat(pg.sql(LOCKS)).isEqualTo("0");
    }

    @Test
    void sigintLetsTheStepInHandFinishAndSaysWhatIsLeft() throws Exception {
        Process apply;
        try (Connection other = standInTheWay()) {
            apply = site.controlInBackground(said, "apply", "--yes");
            awaitFirstStepOf(apply);
            new ProcessBuilder("kill", "-INT", Long.toString(apply.pid()))
                    .start()
                    .waitFor();
            Eventually.until(() -> words().contains("Interrupted: finishing the change in hand"));
            assertThat(apply.isAlive()).isTrue();
            assertThat(pg.sql(ROLES)).isEmpty();
            other.rollback();
        }

        assertThat(apply.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(apply.exitValue()).as(words()).isEqualTo(130);
        assertThat(pg.sql(ROLES)).isEqualTo("barman");
        assertThat(pg.sql("SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'barman'"))
                .isEqualTo("t");
        assertThat(words())
                .contains(
                        "ok       + backup/directory",
                        "ok       + pg/role/barman",
                        "not reached  pg/role/streaming_barman")
                .contains("Interrupted: 2 changes made", "are not as the topology says; it is safe to apply again.");
        assertThat(pg.sql(LOCKS)).isEqualTo("0");
        convergesNow();
    }

    @Test
    void theSecondOfTwoAppliesIsToldWhoTheFirstIsAndChangesNothing() throws Exception {
        Process first;
        try (Connection other = standInTheWay()) {
            first = site.controlInBackground(said, "apply", "--yes");
            awaitFirstStepOf(first);

            CommandResult second = site.control("apply", "--yes");

            assertThat(second.status()).isEqualTo(1);
            assertThat(second.errors())
                    .contains("another jbarman run is changing pg: jbarman apply by ")
                    .contains("process " + first.pid(), "(server process ", "nothing was changed; wait for it to end");
            assertThat(second.output()).doesNotContain("ok       +");
            other.rollback();
        }
        assertThat(first.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(first.exitValue()).as(words()).isZero();
    }
}
