package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static io.jbarman.wal.ReceivedWal.acknowledged;
import static io.jbarman.wal.ReceivedWal.flushed;
import static io.jbarman.wal.ReceivedWal.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.FaultProxy;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accidents on the way to a real server, and of servers: no byte is lost that was acknowledged, none is wrong. */
final class ReceiverFaultTest {
    private static final WalSegmentSize SIZE = ReceivedWal.ONE_MEGABYTE;

    private final Path directory;
    private final ReceivedWal received;

    ReceiverFaultTest(@TempDir Path directory) {
        this.directory = directory;
        this.received = new ReceivedWal(directory, SIZE);
    }

    private static PgCluster server() {
        return ReceivedWal.server(PgCluster.debian15());
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
                received.assertSame(pg, begin, end);
            }
            assertThat(receiver.problem()).isEqualTo("wal-connection-lost");
            assertThat(proxy.connections()).isGreaterThan(5);
        }
    }

    /** What it says arrives late, and what it is to read does: the server waits for no answer longer than it is told to. */
    @Test
    void aWayThatIsSlowCostsNoConnectionAndNoByte() throws Exception {
        try (PgCluster pg = ReceivedWal.server(PgCluster.debian15().setting("wal_sender_timeout", "2s"));
                FaultProxy proxy = new FaultProxy(pg.port());
                RunningReceiver receiver = through(proxy, pg, Duration.ofSeconds(60))) {
            Lsn begin = acknowledged(pg);
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            String walsender = pg.sql("SELECT active_pid FROM pg_replication_slots");
            proxy.delay(Duration.ofMillis(20));
            Lsn end = written(pg, 3);
            assertThat(acknowledged(pg)).isLessThan(end);
            until(() -> !acknowledged(pg).isBefore(end));
            assertThat(pg.sql("SELECT active_pid FROM pg_replication_slots")).isEqualTo(walsender);
            assertThat(receiver.problem()).isEqualTo("none");
            received.assertSame(pg, begin, end);
        }
    }

    /** Neither side hears of it: each has to miss the other by itself, and until the server has, the slot is its dead. */
    @Test
    void aWayThatGoesDeadWithoutAWordIsLeft() throws Exception {
        try (PgCluster pg = ReceivedWal.server(PgCluster.debian15().setting("wal_sender_timeout", "4s"));
                FaultProxy proxy = new FaultProxy(pg.port());
                RunningReceiver receiver = through(proxy, pg, Duration.ofSeconds(2))) {
            Lsn begin = acknowledged(pg);
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            Lsn before = written(pg, 1);
            until(() -> !acknowledged(pg).isBefore(before));
            proxy.killSilently();
            Lsn end = written(pg, 3);
            assertThat(acknowledged(pg)).isLessThan(end);
            until(() -> !acknowledged(pg).isBefore(end));
            assertThat(proxy.connections()).isGreaterThan(1);
            received.assertSame(pg, begin, end);
        }
    }

    /** The end of a timeline is a farewell of several messages, after ours: cut anywhere among them. */
    @Test
    void aWayThatIsCutWhereATimelineEndsLosesNothing() throws Exception {
        try (PgCluster primary = server();
                PgCluster standby = primary.standby();
                FaultProxy proxy = new FaultProxy(standby.port());
                RunningReceiver receiver = new RunningReceiver(
                        RunningReceiver.options(proxy.port(), standby.superuser(), directory, Optional.empty()))) {
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            Lsn common = written(primary, 2);
            until(() -> !receiver.status().flushed().isBefore(common));
            primary.stop(StopMode.IMMEDIATE);
            proxy.cutAfter(5);
            standby.promote();
            until(proxy::isCut);
            until(() -> standby.sql("SELECT pg_is_in_recovery()").equals("f"));
            Lsn end = written(standby, 2);
            until(() -> !receiver.status().flushed().isBefore(end));
            assertThat(receiver.status().timeline()).hasValue(new TimelineId(2));
            assertThat(receiver.problem()).isEqualTo("wal-connection-lost");
            received.assertSame(standby, TimelineId.FIRST, common.plus(-SIZE.bytes()), SIZE.segmentStart(common));
            received.assertSame(standby, new TimelineId(2), common, end);
        }
    }

    @Test
    void aDiskThatIsSlowerThanTheServersTimeoutCostsNoConnection() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        try (PgCluster pg = ReceivedWal.server(PgCluster.debian15().setting("wal_sender_timeout", "1s"))) {
            Lsn begin = acknowledged(pg);
            ReceiverOptions options =
                    RunningReceiver.options(pg.port(), pg.superuser(), directory, Optional.of(RunningReceiver.SLOT));
            try (RunningReceiver receiver = new RunningReceiver(new ReceiverOptions(
                    options.target(),
                    options.storage().on(new StuckDisk(stuck)),
                    options.slot(),
                    options.ending(),
                    options.statusInterval(),
                    options.silence(),
                    options.backoff()))) {
                until(() -> receiver.status().state() == ReceiverState.STREAMING);
                String walsender = pg.sql("SELECT active_pid FROM pg_replication_slots");
                Lsn end = written(pg, 3);
                String now = pg.sql("SELECT now()");
                until(() -> pg.sql("SELECT now() > timestamptz '" + now + "' + interval '3 s'")
                        .equals("t"));
                assertThat(pg.sql("SELECT active_pid FROM pg_replication_slots"))
                        .isEqualTo(walsender);
                assertThat(acknowledged(pg)).isEqualTo(begin);
                stuck.countDown();
                until(() -> !acknowledged(pg).isBefore(end));
                assertThat(pg.sql("SELECT active_pid FROM pg_replication_slots"))
                        .isEqualTo(walsender);
                assertThat(receiver.problem()).isEqualTo("none");
                received.assertSame(pg, begin, end);
            } finally {
                stuck.countDown();
            }
        }
    }

    /** It asks nobody whether he is still there, and ends when all that it sent is acknowledged, or nobody is left. */
    @Test
    void aServerThatStopsWaitsForNoDiskThatStandsStill() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        stopsAllTheSame(new StuckDisk(stuck), "wal-disk-stalled", stuck::countDown);
    }

    @Test
    void aServerThatStopsWaitsForNoDiskThatIsFull() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        stopsAllTheSame(new FullDisk(full), "wal-disk-full", () -> full.set(false));
    }

    private void stopsAllTheSame(Disk disk, String problem, Runnable answer) throws Exception {
        try (PgCluster pg = ReceivedWal.server(PgCluster.debian15().setting("wal_sender_timeout", "0"))) {
            Lsn begin = acknowledged(pg);
            ReceiverOptions options =
                    RunningReceiver.options(pg.port(), pg.superuser(), directory, Optional.of(RunningReceiver.SLOT));
            try (RunningReceiver receiver = new RunningReceiver(new ReceiverOptions(
                    options.target(),
                    options.storage().on(disk),
                    options.slot(),
                    options.ending(),
                    options.statusInterval(),
                    Duration.ofSeconds(2),
                    options.backoff()))) {
                until(() -> receiver.status().state() == ReceiverState.STREAMING);
                Lsn end = written(pg, 3);
                pg.stop(StopMode.FAST);
                until(() -> receiver.status().state() == ReceiverState.STALLED
                        && receiver.problem().equals(problem));
                assertThat(receiver.completed()).isEmpty();
                answer.run();
                until(() -> receiver.status().state() == ReceiverState.WAITING);
                pg.start();
                until(() -> !acknowledged(pg).isBefore(end));
                received.assertSame(pg, begin, end);
            } finally {
                answer.run();
            }
        }
    }

    /** Nothing else keeps them apart: no slot, no configuration that names them both. */
    @Test
    void ofTwoReceiversInOneDirectoryTheSecondWaitsUntilTheFirstIsGone(@TempDir Path log) throws Exception {
        try (PgCluster pg = server()) {
            Lsn begin = acknowledged(pg);
            Process other = ReceiverChild.start(pg, directory, log.resolve("other.log"));
            Lsn first = written(pg, 2);
            until(() -> !acknowledged(pg).isBefore(first));
            try (RunningReceiver receiver = new RunningReceiver(
                            RunningReceiver.options(pg.port(), pg.superuser(), directory, Optional.empty()));
                    RunningReceiver third = new RunningReceiver(
                            RunningReceiver.options(pg.port(), pg.superuser(), directory, Optional.empty()))) {
                until(() -> receiver.problem().equals("wal-directory-in-use")
                        && third.problem().equals("wal-directory-in-use"));
                Lsn more = written(pg, 1);
                until(() -> !acknowledged(pg).isBefore(more));
                assertThat(receiver.status().received()).isEqualTo(Lsn.ZERO);
                other.destroyForcibly().waitFor();
                Lsn end = written(pg, 2);
                until(() -> !Lsn.max(receiver.status().flushed(), third.status().flushed())
                        .isBefore(end));
                received.assertSame(pg, begin, end);
                assertThat(List.of(receiver.status().state(), third.status().state()))
                        .containsOnlyOnce(ReceiverState.STREAMING);
            } finally {
                other.destroyForcibly();
            }
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
                detach(standby, primary);
                lost = written(primary, 3);
                until(() -> !receiver.status().flushed().isBefore(lost));
            }
            primary.stop(StopMode.IMMEDIATE);
            Lsn forked = Lsn.parse(standby.sql("SELECT pg_last_wal_replay_lsn()"));
            standby.promote();
            try (RunningReceiver receiver = RunningReceiver.of(standby, directory)) {
                until(() -> receiver.problem().equals("wal-forked"));
                Lsn end = written(standby, 2);
                until(() -> !receiver.status().flushed().isBefore(end));
                received.assertSame(standby, new TimelineId(2), forked, end);
            }
            received.assertSame(primary, lost.plus(-SIZE.bytes()), lost);
            assertThat(Files.readString(directory.resolve(Storage.RECORD))).contains("switch_point");
        }
    }

    /** What an asynchronous failover loses as a rule: the end of the segment that was being written. */
    @Test
    void aFailoverThatLostTheEndOfASegmentIsToldAndOursIsKept() throws Exception {
        try (PgCluster primary = server();
                PgCluster standby = primary.standby();
                FaultProxy proxy = new FaultProxy(primary.port());
                RunningReceiver receiver = through(proxy, primary, Duration.ofSeconds(60))) {
            Lsn common = intoANewSegment(primary);
            until(() ->
                    !Lsn.parse(standby.sql("SELECT pg_last_wal_replay_lsn()")).isBefore(common));
            detach(standby, primary);
            Lsn lost = aLittle(primary);
            until(() -> !receiver.status().flushed().isBefore(lost));
            primary.stop(StopMode.IMMEDIATE);
            standby.promote();
            until(() -> standby.sql("SELECT pg_is_in_recovery()").equals("f"));
            proxy.leadTo(standby.port());
            until(() -> receiver.status().timeline().equals(Optional.of(new TimelineId(2))));
            assertThat(flushed(standby)).isLessThan(lost);
            assertThat(receiver.status().flushed()).isLessThanOrEqualTo(flushed(standby));
            assertThat(receiver.problem()).isEqualTo("wal-forked");
            assertThat(Files.readString(directory.resolve(Storage.RECORD))).contains(lost.toString(), "switch_point");
            Lsn end = written(standby, 2);
            until(() -> !receiver.status().flushed().isBefore(end));
            received.assertSame(standby, new TimelineId(2), common, end);
            received.assertSame(primary, common, lost);
        }
    }

    /** It had no chance to say how far it came: what it recorded while it received has to do. */
    @Test
    void aKilledReceiversWalIsFoundToBeBesideTheNewPrimarysToo(@TempDir Path log) throws Exception {
        try (PgCluster primary = server();
                PgCluster standby = primary.standby()) {
            Process killed = ReceiverChild.start(primary, directory, log.resolve("killed.log"));
            Lsn common;
            Lsn lost;
            try {
                common = intoANewSegment(primary);
                until(() -> !Lsn.parse(standby.sql("SELECT pg_last_wal_replay_lsn()"))
                        .isBefore(common));
                detach(standby, primary);
                lost = aLittle(primary);
                until(() -> !recorded().isBefore(lost));
            } finally {
                killed.destroyForcibly().waitFor();
            }
            primary.stop(StopMode.IMMEDIATE);
            standby.promote();
            until(() -> standby.sql("SELECT pg_is_in_recovery()").equals("f"));
            assertThat(flushed(standby)).isLessThan(lost);
            try (RunningReceiver receiver = RunningReceiver.of(standby, directory)) {
                until(() -> receiver.problem().equals("wal-forked"));
                Lsn end = written(standby, 2);
                until(() -> !receiver.status().flushed().isBefore(end));
                received.assertSame(standby, new TimelineId(2), common, end);
                received.assertSame(primary, common, lost);
            }
        }
    }

    private Lsn recorded() throws Exception {
        Path record = directory.resolve(Storage.RECORD);
        return Files.exists(record)
                ? StreamRecord.parse(Files.readString(record)).position()
                : Lsn.ZERO;
    }

    /** As after a failover to a standby that lags: what was acknowledged is not written over, and it catches up. */
    @Test
    void aStandbyThatIsBehindWithinASegmentIsWaitedFor() throws Exception {
        try (PgCluster primary = server();
                PgCluster standby = primary.standby();
                FaultProxy proxy = new FaultProxy(primary.port());
                RunningReceiver receiver = through(proxy, primary, Duration.ofSeconds(60))) {
            String upstream = standby.sql("SHOW primary_conninfo");
            Lsn common = intoANewSegment(primary);
            until(() ->
                    !Lsn.parse(standby.sql("SELECT pg_last_wal_replay_lsn()")).isBefore(common));
            detach(standby, primary);
            Lsn ahead = aLittle(primary);
            until(() -> !receiver.status().flushed().isBefore(ahead));
            proxy.leadTo(standby.port());
            until(() -> receiver.problem().equals("wal-server-behind"));
            standby.sql("ALTER SYSTEM SET primary_conninfo = '" + upstream.replace("'", "''") + "'");
            standby.reload();
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            Lsn end = written(primary, 2);
            until(() -> !receiver.status().flushed().isBefore(end));
            received.assertSame(primary, common, end);
            assertThat(Files.readString(directory.resolve(Storage.RECORD))).doesNotContain("switch_point");
        }
    }

    /** The record is ahead of the file's beginning then, and never of the server. */
    @Test
    void aServerThatCrashesWithinASegmentIsFollowedWithoutAWord() throws Exception {
        try (PgCluster pg = server()) {
            Lsn begin = acknowledged(pg);
            for (int crash = 0; crash < 3; crash++) {
                try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                    Lsn end = aLittle(pg);
                    until(() -> !receiver.status().flushed().isBefore(end));
                    assertThat(receiver.problem()).isEqualTo("none");
                    pg.stop(StopMode.IMMEDIATE);
                }
                pg.start();
            }
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                Lsn end = written(pg, 1);
                until(() -> !receiver.status().flushed().isBefore(end));
                received.assertSame(pg, begin, end);
                assertThat(receiver.problem()).isEqualTo("none");
            }
        }
    }

    /** Of some kilobytes, so that more of them fit into the same segment. */
    private static Lsn aLittle(PgCluster pg) {
        pg.sql("SELECT pg_logical_emit_message(true, 'test', repeat('x', 100000))");
        return flushed(pg);
    }

    private static Lsn intoANewSegment(PgCluster pg) {
        aLittle(pg);
        pg.sql("SELECT pg_switch_wal()");
        return aLittle(pg);
    }

    private static void detach(PgCluster standby, PgCluster primary) throws Exception {
        standby.sql("ALTER SYSTEM SET primary_conninfo = ''");
        standby.reload();
        until(() -> primary.sql("SELECT count(*) FROM pg_stat_replication WHERE application_name = 'walreceiver'")
                .equals("0"));
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
            Lsn first = Lsn.parse(second.sql("SELECT pg_last_wal_replay_lsn()"));
            second.promote();
            until(() -> second.sql("SELECT pg_is_in_recovery()").equals("f"));
            written(second, 2);
            try (PgCluster third = second.standby()) {
                Lsn last = Lsn.parse(third.sql("SELECT pg_last_wal_replay_lsn()"));
                third.promote();
                until(() -> third.sql("SELECT pg_is_in_recovery()").equals("f"));
                Lsn end = written(third, 2);
                try (RunningReceiver receiver = RunningReceiver.of(third, directory)) {
                    until(() -> !receiver.status().flushed().isBefore(end));
                    assertThat(receiver.problem()).isEqualTo("none");
                    assertThat(receiver.status().timeline()).hasValue(new TimelineId(3));
                }
                received.assertSame(third, new TimelineId(3), last, end);
                // The one in between, which began and ended while nobody received.
                received.assertSame(second, new TimelineId(2), first, SIZE.segmentStart(last));
                received.assertSame(second, first.plus(-SIZE.bytes()), SIZE.segmentStart(first));
            }
            assertThat(directory.resolve("00000002.history")).exists();
            assertThat(directory.resolve("00000003.history")).exists();
        }
    }

    /** The last record before a promotion was a switch: the new timeline begins where a segment does. */
    @Test
    void aTimelineThatBeginsWithASegmentIsFollowedLiveAndAfterwards(@TempDir Path later) throws Exception {
        try (PgCluster primary = server();
                PgCluster standby = primary.standby()) {
            try (RunningReceiver live = new RunningReceiver(
                    RunningReceiver.options(standby.port(), standby.superuser(), directory, Optional.empty()))) {
                Lsn end;
                try (RunningReceiver stopped = new RunningReceiver(
                        RunningReceiver.options(standby.port(), standby.superuser(), later, Optional.empty()))) {
                    until(() -> live.status().state() == ReceiverState.STREAMING
                            && stopped.status().state() == ReceiverState.STREAMING);
                    written(primary, 2);
                    end = SIZE.segmentStart(Lsn.parse(primary.sql("SELECT pg_switch_wal()")))
                            .plus(SIZE.bytes());
                    until(() -> standby.sql("SELECT pg_last_wal_replay_lsn()").equals(end.toString()));
                    until(() -> live.status().flushed().equals(end)
                            && stopped.status().flushed().equals(end));
                }
                primary.stop(StopMode.IMMEDIATE);
                standby.promote();
                until(() -> standby.sql("SELECT pg_is_in_recovery()").equals("f"));
                assertThat(Files.readString(standby.dataDirectory().resolve("pg_wal/00000002.history")))
                        .contains("\t" + end + "\t");
                Lsn written = written(standby, 2);
                until(() -> !live.status().flushed().isBefore(written));
                assertThat(live.status().timeline()).hasValue(new TimelineId(2));
                received.assertSame(standby, new TimelineId(2), end, written);
            }
            try (RunningReceiver restarted = new RunningReceiver(
                    RunningReceiver.options(standby.port(), standby.superuser(), later, Optional.empty()))) {
                Lsn written = written(standby, 1);
                until(() -> !restarted.status().flushed().isBefore(written));
                assertThat(restarted.problem()).isEqualTo("none");
            }
            for (Path each : List.of(directory, later)) {
                try (java.util.stream.Stream<Path> files = Files.list(each)) {
                    assertThat(files.map(file -> String.valueOf(file.getFileName())))
                            .noneMatch(name -> name.startsWith("00000001") && name.endsWith(".partial"));
                }
            }
        }
    }
}
