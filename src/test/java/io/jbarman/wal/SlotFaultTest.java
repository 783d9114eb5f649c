package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static io.jbarman.wal.ReceivedWal.acknowledged;
import static io.jbarman.wal.ReceivedWal.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of slots: late, taken, lost, gone. */
final class SlotFaultTest {
    private final Path directory;
    private final ReceivedWal received;

    SlotFaultTest(@TempDir Path directory) {
        this.directory = directory;
        this.received = new ReceivedWal(directory, ReceivedWal.ONE_MEGABYTE);
    }

    /** A server writes the position of a slot to its disk at checkpoints only. */
    @Test
    void aSlotThatFellBackInACrashIsNotFollowedBackAndOneInUseIsWaitedFor() throws Exception {
        try (PgCluster pg = ReceivedWal.server(PgCluster.debian15())) {
            Lsn begin = acknowledged(pg);
            Lsn end;
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                end = written(pg, 4);
                until(() -> !acknowledged(pg).isBefore(end));
                assertThat(receiver.problem()).isEqualTo("none");
                pg.stop(StopMode.IMMEDIATE);
            }
            pg.start();
            assertThat(acknowledged(pg)).isLessThan(end);
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                Lsn more = written(pg, 2);
                until(() -> !acknowledged(pg).isBefore(more));
                received.assertSame(pg, begin, more);
                assertThat(receiver.completed())
                        .allMatch(segment -> !segment.start(ReceivedWal.ONE_MEGABYTE)
                                .isBefore(ReceivedWal.ONE_MEGABYTE.segmentStart(end)));
            }
            inUse(pg);
        }
    }

    private void inUse(PgCluster pg) throws Exception {
        Path other = directory.resolve("other");
        java.nio.file.Files.createDirectory(other);
        RunningReceiver second;
        try (RunningReceiver first = RunningReceiver.of(pg, directory)) {
            until(() -> first.status().state() == ReceiverState.STREAMING);
            second = RunningReceiver.of(pg, other);
            until(() -> second.problem().equals("wal-slot-active"));
        }
        try (second) {
            until(() -> second.status().state() == ReceiverState.STREAMING);
            Lsn end = written(pg, 1);
            until(() -> !second.status().flushed().isBefore(end));
        }
    }

    /** From 13 on slots are given up. */
    static List<Integer> majors() {
        return Boolean.getBoolean("jbarman.matrix") ? List.of(13, 14, 15, 16, 17, 18) : List.of(15, 18);
    }

    /** Before 18 a server says that the WAL is gone, since then that the slot is. It is left to people to drop it. */
    @ParameterizedTest
    @MethodSource("majors")
    void aSlotThatWasGivenUpIsToldWithItsRemedyAndNothingIsInvented(int major) throws Exception {
        PgCluster.Builder builder = major == 15 ? PgCluster.debian15() : PgCluster.embedded(major);
        try (PgCluster pg = ReceivedWal.server(builder)) {
            Lsn end;
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                end = written(pg, 1);
                until(() -> !acknowledged(pg).isBefore(end));
                assertThat(receiver.problem()).isEqualTo("none");
            }
            pg.sql("ALTER SYSTEM SET wal_keep_size = 0");
            pg.sql("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
            pg.reload();
            until(() -> {
                written(pg, 3);
                pg.sql("CHECKPOINT");
                return pg.sql("SELECT wal_status FROM pg_replication_slots").equals("lost");
            });
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                until(() -> !receiver.problem().equals("none"));
                assertThat(receiver.problem()).isEqualTo(major >= 18 ? "wal-slot-lost" : "wal-wal-removed");
                assertThat(receiver.status().lastProblem().orElseThrow().hint()).contains("base backup");
                assertThat(receiver.status().flushed()).isLessThanOrEqualTo(end);
                assertThat(receiver.completed()).isEmpty();
                assertThat(pg.sql("SELECT wal_status FROM pg_replication_slots"))
                        .isEqualTo("lost");
            }
        }
    }
}
