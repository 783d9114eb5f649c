package io.jbarman.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.fixture.Eventually;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Segment after segment on a pghost whose archiver sends them, until it is closed. */
record SendingLoad(ArchivingPair pair, String first, long sentBefore) implements AutoCloseable {
    private static final String RUNNING = "/tmp/load-is-wanted";
    private static final String LOOP = "touch " + RUNNING + "; while [ -e " + RUNNING + " ]; do"
            + " psql -XqAtc \"SELECT pg_create_restore_point('load'), pg_switch_wal()\"; sleep 2; done";

    static SendingLoad on(ArchivingPair pair) {
        SendingLoad load = new SendingLoad(pair, segment(pair), sent(pair));
        pair.pghost()
                .run(
                        "sh",
                        "-c",
                        "setsid runuser -u postgres -- sh -c '" + LOOP.replace("'", "'\\''")
                                + "' >/dev/null 2>&1 </dev/null &");
        Eventually.until(() -> !segment(pair).equals(load.first()));
        return load;
    }

    /** From the first to the one that is written now: in the archive, and sent there by the archiver. */
    void requireEverySegmentSent() {
        close();
        String last = segment(pair);
        pair.sql("SELECT pg_create_restore_point('end'), pg_switch_wal()");
        List<String> wanted = Stream.iterate(SegmentName.parse(first), name -> name.next(WalSegmentSize.DEFAULT))
                .map(SegmentName::toString)
                .takeWhile(name -> name.compareTo(last) <= 0)
                .toList();
        assertThat(wanted).hasSizeGreaterThan(3);
        Eventually.until(Duration.ofMinutes(10), () -> sent(pair) - sentBefore >= wanted.size() && noneWaits());
        assertThat(pair.barmanhost()
                        .shell("find /var/lib/barman/pg/wals -type f -printf '%f\\n'")
                        .lines())
                .containsAll(wanted);
        assertThat(pair.barmanhost().shell("find /var/lib/barman/pg/errors -type f"))
                .isEmpty();
    }

    private boolean noneWaits() {
        return pair.pghost().shell("find /var/lib/postgresql -name '*.ready'").isBlank();
    }

    private static String segment(ArchivingPair pair) {
        return pair.asked("SELECT pg_walfile_name(pg_current_wal_insert_lsn())");
    }

    private static long sent(ArchivingPair pair) {
        return Long.parseLong(pair.asked("SELECT archived_count FROM pg_stat_archiver"));
    }

    @Override
    public void close() {
        pair.pghost().run("rm", "-f", RUNNING);
    }
}
