package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a receiving process, again and again, at whatever moment it hits. */
final class KilledReceiverTest {
    private static final WalSegmentSize SIZE = WalSegmentSize.DEFAULT;
    private static final int KILLS = 4;

    private final Path directory;

    KilledReceiverTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Process child(PgCluster pg) throws IOException {
        return ReceiverChild.start(pg, directory, directory.resolve(".child.log"));
    }

    private static Lsn written(PgCluster pg) {
        pg.sql(
                "SELECT count(pg_logical_emit_message(true, 'test', repeat(n::text, 200000))) FROM generate_series(1, 30) n");
        return Lsn.parse(pg.sql("SELECT pg_current_wal_flush_lsn()"));
    }

    private static Lsn acknowledged(PgCluster pg) {
        return Lsn.parse(pg.sql("SELECT restart_lsn FROM pg_replication_slots"));
    }

    private void assertSameBytes(PgCluster pg, Lsn from, Lsn to) throws IOException {
        for (Lsn start = SIZE.segmentStart(from); start.isBefore(to); start = start.plus(SIZE.bytes())) {
            String name = SegmentName.of(TimelineId.FIRST, start, SIZE).toString();
            int length = (int) Math.min(SIZE.bytes(), to.minus(start));
            Path complete = directory.resolve(name);
            Path held = Files.exists(complete) ? complete : directory.resolve(name + ".partial");
            Path theirs = pg.dataDirectory().resolve("pg_wal").resolve(name);
            assertThat(Arrays.equals(firstBytes(held, length), firstBytes(theirs, length)))
                    .as("%s up to %s", name, to)
                    .isTrue();
        }
    }

    private static byte[] firstBytes(Path file, int length) throws IOException {
        return Arrays.copyOf(Files.readAllBytes(file), length);
    }

    @Test
    void leavesNoGapAndEveryAcknowledgedByte() throws Exception {
        try (PgCluster pg = PgCluster.debian15()
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("wal_keep_size", "2GB")
                .start()) {
            pg.sql("SELECT pg_create_physical_replication_slot('barman', true)");
            Lsn begin = acknowledged(pg);
            for (int kill = 0; kill < KILLS; kill++) {
                Process child = child(pg);
                Lsn before = acknowledged(pg);
                Lsn written = written(pg);
                until(() -> before.isBefore(acknowledged(pg)));
                child.destroyForcibly().waitFor();
                assertSameBytes(pg, begin, acknowledged(pg));
                assertThat(written).isGreaterThan(before);
            }
            Process child = child(pg);
            Lsn end = written(pg);
            until(() -> !acknowledged(pg).isBefore(end));
            child.getOutputStream().close();
            assertThat(child.waitFor()).isZero();
            assertSameBytes(pg, begin, end);
        }
    }
}
