package io.jbarman.resource.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.facts.slot.Slot;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.fixture.Eventually;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.SlotName;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Step;
import io.jbarman.quickstart.PostgresInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/** Slots whose users are back within milliseconds, dropped on real servers by a role that is no superuser. */
final class ContestedSlotTest {
    private static final String WORD = "word-of-both";
    private static final int TIMES = 8;

    static List<Integer> majors() {
        return Boolean.getBoolean("jbarman.matrix") ? List.of(10, 12, 13, 14, 15, 16, 17, 18) : List.of(10, 18);
    }

    @ParameterizedTest
    @MethodSource("majors")
    void goWhoeverComesBackForThem(int major) throws Exception {
        try (PgCluster pg = PgCluster.embedded(major)
                        .setting("wal_level", "logical")
                        .start();
                PgCluster standby = pg.standby()) {
            pg.sql("SET password_encryption = 'scram-sha-256'; CREATE ROLE replica REPLICATION LOGIN PASSWORD '" + WORD
                    + "'; CREATE ROLE dropper REPLICATION LOGIN PASSWORD '" + WORD
                    + "'; CREATE ROLE signaller LOGIN PASSWORD '" + WORD
                    + "'; GRANT pg_signal_backend TO dropper, signaller");
            pg.sql("SELECT pg_create_physical_replication_slot('contested', true)");
            followThroughTheSlot(standby, pg.port());
            for (int time = 1; time <= TIMES; time++) {
                isUsed(pg);
                drop(pg, true);
                pg.sql("SELECT pg_create_physical_replication_slot('contested', true)");
            }
            nobodyIsEndedByWhoMayNotDropIt(pg);
            whatCannotBeEndedIsTold(pg);
            drop(pg, true);
            drop(pg, true);
            standby.stop(PostgresInstance.StopMode.FAST);
            theUseOfALogicalOneIsEndedToo(pg);
        }
    }

    /** Where the end of the use and the drop are two statements, the standby has the slot again before the second one. */
    private static void drop(PgCluster pg, boolean physical) throws SQLException {
        run(pg, "dropper", step(physical));
        assertThat(pg.sql("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'contested'"))
                .isEqualTo("0");
    }

    private static String step(boolean physical) {
        Decision decision = new AbsentSlotResource(new SlotsQuery("pg"), new SlotName("contested"), false)
                .agreed()
                .decide(new SlotState(Optional.of(slot(physical))));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Change.class,
                        change -> assertThat(change.steps())
                                .extracting(Step::describe)
                                .containsExactly("end any use of slot \"contested\" on pg and drop it"));
        return ((Step.RunSql) ((Decision.Change) decision).steps().get(0))
                .statements()
                .get(0)
                .display();
    }

    private static Slot slot(boolean physical) {
        return new Slot("contested", physical, false, true, true, Optional.empty());
    }

    private static void run(PgCluster pg, String role, String statement) throws SQLException {
        try (Connection session = pg.connect(role, WORD, "postgres");
                Statement running = session.createStatement()) {
            running.execute(statement);
        }
    }

    private static void nobodyIsEndedByWhoMayNotDropIt(PgCluster pg) {
        String process = isUsed(pg);
        assertThatThrownBy(() -> run(pg, "signaller", step(true))).hasMessageContaining("replication");
        assertThat(isUsed(pg)).isEqualTo(process);
    }

    /** A process that is stopped hears of no end. */
    private static void whatCannotBeEndedIsTold(PgCluster pg) throws Exception {
        String process = isUsed(pg);
        signal("STOP", process);
        try {
            assertThatThrownBy(() -> run(pg, "dropper", new EndAndDrop(slot(true), 1).sql()))
                    .isInstanceOfSatisfying(PSQLException.class, refused -> {
                        assertThat(refused.getSQLState()).isEqualTo("55006");
                        assertThat(refused.getServerErrorMessage().getMessage())
                                .startsWith("it is still in use after 1 seconds; sessions told to end: 1, the last of"
                                        + " them walreceiver (role replica")
                                .endsWith(", process " + process + ")");
                        assertThat(refused.getServerErrorMessage().getHint())
                                .startsWith("stop who comes back for it, such as a standby whose primary_slot_name is"
                                        + " contested");
                    });
        } finally {
            signal("CONT", process);
        }
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, process).start().waitFor())
                .isZero();
    }

    private static void theUseOfALogicalOneIsEndedToo(PgCluster pg) throws SQLException {
        pg.sql("CREATE PUBLICATION everything FOR ALL TABLES");
        pg.sql("SELECT pg_create_logical_replication_slot('contested', 'pgoutput')");
        Connection streaming = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + pg.port()
                        + "/postgres?replication=database&preferQueryMode=simple&assumeMinServerVersion=10",
                "replica",
                WORD);
        streaming
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .logical()
                .withSlotName("contested")
                .withSlotOption("proto_version", 1)
                .withSlotOption("publication_names", "everything")
                .start();
        theOneThatWasPlannedForIsAnother(pg);
        drop(pg, false);
        streaming.abort(Runnable::run);
    }

    private static void theOneThatWasPlannedForIsAnother(PgCluster pg) {
        String process = isUsed(pg);
        assertThatThrownBy(() -> run(pg, "dropper", step(true)))
                .isInstanceOfSatisfying(PSQLException.class, refused -> {
                    assertThat(refused.getServerErrorMessage().getMessage())
                            .isEqualTo("it was physical when this was planned, and somebody has made it anew: it is"
                                    + " logical");
                    assertThat(refused.getServerErrorMessage().getHint())
                            .isEqualTo("see who uses it now, then plan again");
                });
        assertThat(isUsed(pg)).isEqualTo(process);
    }

    /** Waits until somebody uses it: the process that does. */
    private static String isUsed(PgCluster pg) {
        String user = "SELECT active_pid FROM pg_replication_slots WHERE active AND slot_name = 'contested'";
        Eventually.until(() -> !pg.sql(user).isEmpty());
        return pg.sql(user);
    }

    /** As the role that may be ended, and again at once; what comes later in a file counts. */
    private static void followThroughTheSlot(PgCluster standby, int port) throws IOException {
        Path old = standby.dataDirectory().resolve("recovery.conf");
        Path main = standby.dataDirectory().resolve("postgresql.conf");
        append(main, "wal_retrieve_retry_interval = '10ms'\n");
        append(
                Files.exists(old) ? old : main,
                "primary_slot_name = 'contested'\nprimary_conninfo = 'host=127.0.0.1 port=" + port
                        + " user=replica password=" + WORD + "'\n");
        standby.restart();
    }

    private static void append(Path file, String lines) throws IOException {
        Files.writeString(file, lines, StandardOpenOption.APPEND);
    }
}
