package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments of every size, and one that changes. */
final class SegmentSizeTest {
    private static final boolean MATRIX = Boolean.getBoolean("jbarman.matrix");

    private final Path directory;

    SegmentSizeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static PgCluster server(int megabytes) {
        PgCluster pg = PgCluster.debian15()
                .segmentMegabytes(megabytes)
                .setting("max_wal_senders", "5")
                .setting("max_wal_size", "4GB")
                .start();
        pg.sql("SELECT pg_create_physical_replication_slot('barman', true)");
        return pg;
    }

    /** Near 4 GB, where the middle digits of a name change, wherever the size of a segment puts that. */
    private static void jump(PgCluster pg, SegmentName name) throws Exception {
        pg.stop(StopMode.FAST);
        resetwal(pg, "--next-wal-file=" + name);
        pg.start();
        pg.sql("SELECT pg_drop_replication_slot('barman')");
        pg.sql("SELECT pg_create_physical_replication_slot('barman', true)");
    }

    private static void resetwal(PgCluster pg, String option) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        "runuser",
                        "-u",
                        pg.osUser(),
                        "--",
                        Fixtures.postgres15("pg_resetwal").toString(),
                        option,
                        pg.dataDirectory().toString()))
                .directory(pg.dataDirectory().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void namesGoOnAcrossFourGigabytesWhateverTheSizeOfASegment() throws Exception {
        for (int megabytes : MATRIX ? new int[] {1, 2, 16, 64, 256, 1024} : new int[] {1, 64}) {
            WalSegmentSize size = new WalSegmentSize(megabytes << 20);
            Path ours = Files.createDirectory(directory.resolve(megabytes + "MB"));
            try (PgCluster pg = server(megabytes)) {
                jump(pg, SegmentName.parse(String.format("0000000100000000%08X", size.segmentsPerLogId() - 1)));
                try (RunningReceiver receiver = RunningReceiver.of(pg, ours)) {
                    pg.sql("SELECT pg_switch_wal()");
                    pg.sql("SELECT pg_logical_emit_message(true, 'test', 'behind')");
                    Lsn end = ReceivedWal.flushed(pg);
                    assertThat(end.value() >>> 32).isEqualTo(1);
                    until(() -> !receiver.status().flushed().isBefore(end));
                    new ReceivedWal(ours, size).assertSame(pg, end.plus(-size.bytes()), end);
                    assertThat(receiver.completed().get(0).toString()).startsWith("0000000100000000");
                }
            }
        }
    }

    @Test
    void aSizeThatChangedStopsReceivingBeforeAByteIsWritten() throws Exception {
        try (PgCluster pg = server(1)) {
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                Lsn end = ReceivedWal.written(pg, 2);
                until(() -> !receiver.status().flushed().isBefore(end));
            }
            List<String> before = files();
            pg.sql("ALTER SYSTEM SET min_wal_size = '80MB'");
            pg.stop(StopMode.FAST);
            resetwal(pg, "--wal-segsize=4");
            pg.start();
            try (RunningReceiver receiver = RunningReceiver.of(pg, directory)) {
                until(() -> receiver.problem().equals("wal-segment-size-changed"));
                assertThat(receiver.status().lastProblem().orElseThrow().hint()).contains("base backup");
                assertThat(files()).isEqualTo(before);
            }
        }
    }

    private List<String> files() throws java.io.IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
