package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The receiver on real servers: whatever happens to the server, our bytes are its bytes, without a gap. */
final class WalReceiverServerTest {
    private final Path directory;

    WalReceiverServerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static PgCluster started(PgCluster.Builder builder) {
        PgCluster pg = builder.setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("max_replication_slots", "10")
                .start();
        createSlot(pg);
        return pg;
    }

    private static void createSlot(PgCluster pg) {
        pg.sql("SELECT pg_create_physical_replication_slot('barman', true)");
    }

    /** Writes some megabytes of WAL and ends the segment, whose name it gives. */
    private static SegmentName switched(PgCluster pg) {
        pg.sql(
                "SELECT count(pg_logical_emit_message(true, 'test', repeat(n::text, 100000))) FROM generate_series(1, 40) n");
        SegmentName name = SegmentName.parse(pg.sql("SELECT pg_walfile_name(pg_current_wal_insert_lsn())"));
        pg.sql("SELECT pg_switch_wal()");
        return name;
    }

    private void awaitSame(PgCluster pg, SegmentName name) {
        until(() -> Files.exists(directory.resolve(name.toString())));
        assertSame(pg, name);
    }

    private void assertSame(PgCluster pg, SegmentName name) {
        assertThat(directory.resolve(name.toString()))
                .hasSameBinaryContentAs(pg.dataDirectory().resolve("pg_wal").resolve(name.toString()));
    }

    private static void awaitFlushed(PgCluster pg, RunningReceiver receiver) {
        Lsn end = Lsn.parse(pg.sql("SELECT pg_current_wal_flush_lsn()"));
        until(() -> !receiver.status().flushed().isBefore(end));
    }

    private List<String> visibleFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void receivesEverySegmentByteForByte() {
        try (PgCluster pg = started(PgCluster.debian15());
                RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
            SegmentName first = switched(pg);
            SegmentName second = switched(pg);
            awaitSame(pg, first);
            awaitSame(pg, second);
            until(() -> receiver.completed().contains(second));
            assertThat(receiver.completed()).containsSequence(first, second);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 18})
    void receivesFromOtherMajors(int major) {
        try (PgCluster pg = started(PgCluster.embedded(major));
                RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
            awaitSame(pg, switched(pg));
            assertThat(receiver.status().state()).isEqualTo(ReceiverState.STREAMING);
        }
    }

    @Test
    void theSlotReservesWalFromBeforeTheReceiver() {
        try (PgCluster pg = started(PgCluster.embedded(12))) {
            SegmentName early = switched(pg);
            switched(pg);
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                awaitSame(pg, early);
                assertThat(receiver.problem()).isEqualTo("none");
            }
        }
    }

    @Test
    void aPartialSegmentHoldsWhatWasAcknowledged() throws IOException {
        try (PgCluster pg = started(PgCluster.debian15());
                RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
            pg.sql("SELECT pg_logical_emit_message(true, 'test', 'something to keep')");
            awaitFlushed(pg, receiver);
            Lsn acknowledged = Lsn.parse(pg.sql("SELECT flush_lsn FROM pg_stat_replication"));
            SegmentName name = SegmentName.parse(pg.sql("SELECT pg_walfile_name('" + acknowledged + "')"));
            byte[] ours = Files.readAllBytes(directory.resolve(name + ".partial"));
            byte[] theirs =
                    Files.readAllBytes(pg.dataDirectory().resolve("pg_wal").resolve(name.toString()));
            assertThat(ours).hasSize(WalSegmentSize.DEFAULT.bytes());
            assertThat(ours).startsWith(java.util.Arrays.copyOf(theirs, WalSegmentSize.DEFAULT.offset(acknowledged)));
        }
    }

    @Test
    void aSynchronousCommitWaitsForOurFsyncOnly() {
        try (PgCluster pg = started(PgCluster.debian15());
                RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            pg.sql("ALTER SYSTEM SET synchronous_standby_names = 'barman_receive_wal'");
            pg.reload();
            until(() -> pg.sql("SELECT sync_state FROM pg_stat_replication").equals("sync"));
            for (int commit = 0; commit < 50; commit++) {
                pg.sql("SELECT pg_logical_emit_message(true, 'test', 'commit')");
            }
            assertThat(receiver.problem()).isEqualTo("none");
        }
    }

    @Test
    void doesNotHoldUpAServerThatStops() {
        try (PgCluster pg = started(PgCluster.debian15().setting("wal_sender_timeout", "0"));
                RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
            awaitSame(pg, switched(pg));
            // Without our answer the walsender would wait for ever: wal_sender_timeout is off.
            pg.stop(StopMode.FAST);
            until(() -> receiver.status().state() == ReceiverState.WAITING);
            pg.start();
            until(() -> receiver.status().state() == ReceiverState.STREAMING);
            awaitSame(pg, switched(pg));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FAST", "IMMEDIATE"})
    void goesOnWithoutAGapWhenTheServerRestarts(StopMode how) throws IOException {
        try (PgCluster pg = started(PgCluster.debian15().setting("wal_keep_size", "1GB"));
                RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
            Lsn begin = Lsn.parse(pg.sql("SELECT restart_lsn FROM pg_replication_slots"));
            SegmentName before = switched(pg);
            pg.sql("SELECT pg_logical_emit_message(true, 'test', repeat('in the middle of a segment', 10000))");
            pg.stop(how);
            pg.start();
            switched(pg);
            awaitFlushed(pg, receiver);
            Lsn end = receiver.status().flushed();
            new ReceivedWal(directory, WalSegmentSize.DEFAULT).assertSame(pg, begin, end);
            assertThat(receiver.completed()).startsWith(before);
        }
    }

    @Test
    void followsAPromotion() throws IOException {
        try (PgCluster primary = started(PgCluster.debian15());
                PgCluster standby = primary.standby()) {
            Lsn ended;
            try (RunningReceiver receiver = RunningReceiver.of(standby, directory)) {
                primary.sql("SELECT pg_logical_emit_message(true, 'test', 'before the promotion')");
                Lsn end = Lsn.parse(primary.sql("SELECT pg_current_wal_flush_lsn()"));
                until(() -> !receiver.status().flushed().isBefore(end));
                ended = end;
                standby.promote();
                until(() -> receiver.status()
                        .timeline()
                        .filter(timeline -> timeline.value() == 2)
                        .isPresent());
                SegmentName name = switched(standby);
                assertThat(name.timeline().value()).isEqualTo(2);
                awaitSame(standby, name);
                assertThat(receiver.problem()).isEqualTo("none");
            }
            assertThat(directory.resolve("00000002.history"))
                    .hasSameBinaryContentAs(standby.dataDirectory().resolve("pg_wal/00000002.history"));
            assertThat(visibleFiles()).anyMatch(name -> name.startsWith("00000001") && name.endsWith(".partial"));
            new ReceivedWal(directory, WalSegmentSize.DEFAULT).assertSame(primary, ended.plus(-1), ended);
        }
    }

    @Test
    void saysThatTheSlotIsMissingAndGoesOnWhenItIsThere() {
        try (PgCluster pg = started(PgCluster.debian15())) {
            pg.sql("SELECT pg_drop_replication_slot('barman')");
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                until(() -> receiver.problem().equals("wal-slot-missing"));
                createSlot(pg);
                until(() -> receiver.status().state() == ReceiverState.STREAMING);
            }
        }
    }

    @Test
    void refusesAnotherClusterBeforeAByteIsWritten() throws IOException {
        try (PgCluster pg = started(PgCluster.debian15())) {
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                awaitSame(pg, switched(pg));
                assertThat(receiver.problem()).isEqualTo("none");
            }
        }
        Map<String, String> before = digests();
        try (PgCluster other = started(PgCluster.debian15());
                RunningReceiver receiver = RunningReceiver.of(other, directory)) {
            until(() -> receiver.problem().equals("wal-wrong-cluster"));
            switched(other);
            assertThat(digests()).isEqualTo(before);
            assertThat(other.sql("SELECT count(*) FROM pg_replication_slots WHERE active"))
                    .isEqualTo("0");
        }
    }

    /** Of every file, those that nobody sees among them. */
    private Map<String, String> digests() throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                digests.put(String.valueOf(file.getFileName()), sha256(Files.readAllBytes(file)));
            }
        }
        return digests;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesAnotherClusterInADirectoryThatAnotherReceiverFilled() throws IOException {
        try (PgCluster pg = started(PgCluster.debian15())) {
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                awaitSame(pg, switched(pg));
                assertThat(receiver.problem()).isEqualTo("none");
            }
        }
        Files.delete(directory.resolve(".jbarman-stream.json"));
        try (PgCluster other = started(PgCluster.debian15());
                RunningReceiver receiver = RunningReceiver.of(other, directory)) {
            until(() -> receiver.problem().equals("wal-wrong-cluster"));
        }
    }
}
