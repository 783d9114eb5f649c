package io.jbarman.wal;

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

/** What a receiver has in its directory, beside what a server has. */
record ReceivedWal(Path directory, WalSegmentSize size) {
    static final WalSegmentSize ONE_MEGABYTE = new WalSegmentSize(1 << 20);

    /** A server with segments of 1 MB and a slot, that keeps its WAL. */
    static PgCluster server(PgCluster.Builder builder) {
        PgCluster pg = builder.segmentMegabytes(1)
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "10")
                .setting("max_replication_slots", "10")
                .setting("wal_keep_size", "500MB")
                .start();
        pg.sql("SELECT pg_create_physical_replication_slot('barman', true)");
        return pg;
    }

    static Lsn written(PgCluster pg, int megabytes) {
        pg.sql("SELECT count(pg_logical_emit_message(true, 'test', repeat(n::text, 1000000))) FROM generate_series(1, "
                + megabytes + ") n");
        return flushed(pg);
    }

    static Lsn flushed(PgCluster pg) {
        return Lsn.parse(pg.sql("SELECT pg_current_wal_flush_lsn()"));
    }

    static Lsn acknowledged(PgCluster pg) {
        return Lsn.parse(pg.sql("SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'barman'"));
    }

    void assertSame(PgCluster pg, Lsn from, Lsn to) throws IOException {
        assertSame(pg, TimelineId.FIRST, from, to);
    }

    /** Every byte from the beginning of the segment that holds the first position, up to the second. */
    void assertSame(PgCluster pg, TimelineId timeline, Lsn from, Lsn to) throws IOException {
        for (Lsn start = size.segmentStart(from); start.isBefore(to); start = start.plus(size.bytes())) {
            String name = SegmentName.of(timeline, start, size).toString();
            int length = (int) Math.min(size.bytes(), to.minus(start));
            Path complete = directory.resolve(name);
            Path held = Files.exists(complete) ? complete : directory.resolve(name + ".partial");
            byte[] theirs =
                    Files.readAllBytes(pg.dataDirectory().resolve("pg_wal").resolve(name));
            assertThat(Arrays.equals(Files.readAllBytes(held), 0, length, theirs, 0, length))
                    .as("%s up to %s", name, to)
                    .isTrue();
        }
    }
}
