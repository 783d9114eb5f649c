package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.FaultProxy;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accidents on the way to a real server, and of servers: no byte is lost that was acknowledged, none is wrong. */
final class ReceiverFaultTest {
    private static final WalSegmentSize SIZE = new WalSegmentSize(1 << 20);

    private final Path directory;

    ReceiverFaultTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static PgCluster server() {
        PgCluster pg = PgCluster.debian15()
                .segmentMegabytes(1)
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("wal_keep_size", "500MB")
                .start();
        pg.sql("SELECT pg_create_physical_replication_slot('barman', true)");
        return pg;
    }

    private RunningReceiver through(FaultProxy proxy, PgCluster pg, Duration silence) {
        ReceiverOptions options =
                RunningReceiver.options(proxy.port(), pg.superuser(), directory, Optional.of(RunningReceiver.SLOT));
        return new RunningReceiver(new ReceiverOptions(
                options.target(),
                options.storage(),
                options.slot(),
                options.ending(),
                options.statusInterval(),
                silence,
                options.backoff()));
    }

    private static Lsn written(PgCluster pg, int megabytes) {
        pg.sql("SELECT count(pg_logical_emit_message(true, 'test', repeat(n::text, 1000000))) FROM generate_series(1, "
                + megabytes + ") n");
        return Lsn.parse(pg.sql("SELECT pg_current_wal_flush_lsn()"));
    }

    private static Lsn acknowledged(PgCluster pg) {
        return Lsn.parse(pg.sql("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'barman'"));
    }

    private void assertSame(PgCluster pg, Lsn from, Lsn to) throws IOException {
        for (Lsn start = SIZE.segmentStart(from); start.isBefore(to); start = start.plus(SIZE.bytes())) {
            String name = SegmentName.of(TimelineId.FIRST, start, SIZE).toString();
            int length = (int) Math.min(SIZE.bytes(), to.minus(start));
            Path complete = directory.resolve(name);
            Path held = Files.exists(complete) ? complete : directory.resolve(name + ".partial");
            byte[] theirs =
                    Files.readAllBytes(pg.dataDirectory().resolve("pg_wal").resolve(name));
            assertThat(Arrays.equals(Files.readAllBytes(held), 0, length, theirs, 0, length))
                    .as("%s up to %s", name, to)
                    .isTrue();
        }
    }

    @Test
    void aWayThatIsCutAtAnyByteLosesNothing() throws Exception {
        Random random = new Random(24);
        try (PgCluster pg = server();
                FaultProxy proxy = new FaultProxy(pg.port());
                RunningReceiver receiver = through(proxy, pg, Duration.ofSeconds(60))) {
            Lsn begin = acknowledged(pg);
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            for (int cut = 0; cut < 5; cut++) {
                // Near a message's beginning, in its header, or far inside.
                proxy.cutAfter(random.nextBoolean() ? 1 + random.nextInt(40) : random.nextInt(3_000_000));
                Lsn end = written(pg, 4);
                until(proxy::isCut);
                until(() -> !acknowledged(pg).isBefore(end));
                assertSame(pg, begin, end);
            }
            assertThat(receiver.problem()).isEqualTo("wal-connection-lost");
            assertThat(proxy.connections()).isGreaterThan(5);
        }
    }

    @Test
    void aWayThatGoesDeadWithoutAWordIsLeft() throws Exception {
        try (PgCluster pg = server();
                FaultProxy proxy = new FaultProxy(pg.port());
                RunningReceiver receiver = through(proxy, pg, Duration.ofSeconds(2))) {
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            proxy.killSilently();
            // The server's walsender of the dead connection has the slot until it is told, or times out.
            pg.sql("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active");
            Lsn end = written(pg, 3);
            until(() -> !acknowledged(pg).isBefore(end));
            assertThat(proxy.connections()).isGreaterThan(1);
            assertSame(pg, acknowledged(pg), end);
        }
    }

    @Test
    void aServerThatLostWalInAFailoverIsFollowedFromTheFork() throws Exception {
        try (PgCluster primary = server();
                PgCluster standby = primary.standby()) {
            Lsn lost;
            try (RunningReceiver receiver = RunningReceiver.of(primary, directory)) {
                Lsn common = written(primary, 2);
                until(() -> !Lsn.parse(standby.sql("SELECT pg_last_wal_replay_lsn()"))
                        .isBefore(common));
                standby.sql("ALTER SYSTEM SET primary_conninfo = ''");
                standby.reload();
                until(() -> primary.sql(
                                "SELECT count(*) FROM pg_stat_replication WHERE application_name = 'walreceiver'")
                        .equals("0"));
                lost = written(primary, 3);
                until(() -> !receiver.status().flushed().isBefore(lost));
            }
            primary.stop(StopMode.IMMEDIATE);
            standby.promote();
            try (RunningReceiver receiver = RunningReceiver.of(standby, directory)) {
                until(() -> receiver.problem().equals("wal-forked"));
                written(standby, 2);
                SegmentName name =
                        SegmentName.parse(standby.sql("SELECT pg_walfile_name(pg_current_wal_insert_lsn())"));
                standby.sql("SELECT pg_switch_wal()");
                until(() -> Files.exists(directory.resolve(name.toString())));
                assertThat(directory.resolve(name.toString()))
                        .hasSameBinaryContentAs(standby.dataDirectory().resolve("pg_wal/" + name));
                assertThat(name.timeline()).isEqualTo(new TimelineId(2));
            }
            assertSame(primary, lost.plus(-SIZE.bytes()), lost);
            assertThat(Files.readString(directory.resolve(Storage.RECORD))).contains("switch_point");
        }
    }

    @Test
    void twoHopsThatHappenedMeanwhileAreFollowed() throws Exception {
        try (PgCluster primary = server();
                PgCluster second = primary.standby()) {
            second.sql("ALTER SYSTEM SET wal_keep_size = '500MB'");
            try (RunningReceiver receiver = RunningReceiver.of(second, directory)) {
                Lsn end = written(primary, 2);
                until(() -> !receiver.status().flushed().isBefore(end));
            }
            second.promote();
            until(() -> second.sql("SELECT pg_is_in_recovery()").equals("f"));
            written(second, 2);
            try (PgCluster third = second.standby()) {
                third.promote();
                until(() -> third.sql("SELECT pg_is_in_recovery()").equals("f"));
                Lsn end = written(third, 2);
                try (RunningReceiver receiver = RunningReceiver.of(third, directory)) {
                    until(() -> !receiver.status().flushed().isBefore(end));
                    assertThat(receiver.problem()).isEqualTo("none");
                    assertThat(receiver.status().timeline()).hasValue(new TimelineId(3));
                }
            }
            assertThat(directory.resolve("00000002.history")).exists();
            assertThat(directory.resolve("00000003.history")).exists();
        }
    }
}
