package io.jbarman.archive;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.archive.fs.FileArchiveStore;
import io.jbarman.archive.records.RecordListener;
import io.jbarman.archive.records.RecordReader;
import io.jbarman.fixture.Fixtures;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import io.jbarman.quickstart.PostgresInstance.StopMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What pg_waldump sees of a real server's WAL we see, and what it complains of we complain of. */
final class RecordCheckTest {
    private static final int FLIPS = Integer.getInteger("jbarman.flips", 60);
    private static final Pattern RECORD =
            Pattern.compile("len \\(rec/tot\\): *\\d+/ *(\\d+), tx: *\\d+, lsn: ([0-9A-F/]+), prev ([0-9A-F/]+)");

    private final Path archive;
    private WalSegmentSize size = WalSegmentSize.DEFAULT;

    RecordCheckTest(@TempDir Path archive) {
        this.archive = archive;
    }

    private static PgCluster server(PgCluster.Builder builder) {
        return builder.setting("wal_level", "replica")
                .setting("max_wal_senders", "5")
                .setting("full_page_writes", "on")
                .start();
    }

    /** Records of many kinds, some longer than a segment, and a crash; everything is in complete segments then. */
    private static void load(PgCluster pg) {
        pg.sql("CREATE TABLE t (n int PRIMARY KEY, x text)");
        pg.sql("INSERT INTO t SELECT n, repeat('x', n % 700) FROM generate_series(1, 6000) n");
        pg.sql("SELECT pg_logical_emit_message(true, 'long', repeat('m', 2500000))");
        pg.sql("UPDATE t SET x = x || 'y' WHERE n % 3 = 0");
        pg.stop(StopMode.IMMEDIATE);
        pg.start();
        pg.sql("DELETE FROM t WHERE n % 5 = 0");
        pg.sql("SELECT pg_switch_wal()");
        pg.sql("INSERT INTO t SELECT n, 'again' FROM generate_series(10001, 13000) n");
    }

    /** Archives what is complete; gives the names in order. */
    private List<SegmentName> archived(PgCluster pg) throws IOException {
        SegmentName last = SegmentName.parse(pg.sql("SELECT pg_walfile_name(pg_switch_wal())"));
        size = WalSegmentSize.parse(pg.sql("SHOW wal_segment_size"));
        List<SegmentName> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(pg.dataDirectory().resolve("pg_wal"))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = String.valueOf(file.getFileName());
                if (SegmentName.matches(name) && SegmentName.parse(name).compareTo(last) <= 0 && !isContinued(file)) {
                    names.add(SegmentName.parse(name));
                    Files.createDirectories(archive.resolve(name.substring(0, 16)));
                    Files.copy(file, archive.resolve(name.substring(0, 16)).resolve(name));
                }
                if (name.endsWith(".history")) {
                    Files.copy(file, archive.resolve(name));
                }
            }
        }
        return names;
    }

    /** The segment in which a timeline was left is its child's: a server that archives calls its own partial. */
    private static boolean isContinued(Path file) {
        return Files.exists(file.resolveSibling(
                        "00000002" + String.valueOf(file.getFileName()).substring(8)))
                && String.valueOf(file.getFileName()).startsWith("00000001");
    }

    private Path file(SegmentName segment) {
        return archive.resolve(segment.directory()).resolve(segment.toString());
    }

    private List<RecordFlaw> flaws(List<SegmentName> segments) throws IOException {
        RecordCheck check = new RecordCheck(
                new FileArchiveStore(archive), WalCodecs.builtIn(WalCompression.NONE), () -> ServerIdentity.UNKNOWN);
        List<RecordFlaw> flaws = new ArrayList<>();
        for (SegmentName segment : segments) {
            flaws.addAll(check.check(segment, size));
        }
        return flaws;
    }

    private record Told(int status, String text) {}

    private Told waldump(SegmentName first, SegmentName last, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Fixtures.postgres15("pg_waldump").toString(),
                "-p",
                archive.resolve(first.directory()).toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(first.toString(), last.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(process.waitFor(), text);
    }

    private List<String> records(List<SegmentName> segments) throws IOException {
        List<String> records = new ArrayList<>();
        RecordReader reader = new RecordReader(size, new RecordListener() {
            @Override
            public void record(Lsn start, long length, Lsn previous) {
                records.add(start + " " + length + " " + previous);
            }

            @Override
            public void flaw(Lsn position, String what) {
                records.add(position + " " + what);
            }
        });
        for (SegmentName segment : segments) {
            byte[] bytes = Files.readAllBytes(file(segment));
            for (int at = 0; at < bytes.length; at += 8192) {
                reader.page(bytes, at, 8192, segment.start(size).plus(at));
            }
        }
        return records;
    }

    private static List<String> records(String waldump) {
        List<String> records = new ArrayList<>();
        Matcher matcher = RECORD.matcher(waldump);
        while (matcher.find()) {
            records.add(Lsn.parse(matcher.group(2)) + " " + matcher.group(1) + " " + Lsn.parse(matcher.group(3)));
        }
        return records;
    }

    @Test
    void seesEveryRecordThatPgWaldumpSeesAndComplainsOfWhateverItComplainsOf() throws Exception {
        List<SegmentName> segments;
        try (PgCluster pg = server(PgCluster.debian15().segmentMegabytes(1).setting("wal_keep_size", "500MB"))) {
            load(pg);
            segments = archived(pg);
        }
        SegmentName first = segments.get(0);
        SegmentName last = segments.get(segments.size() - 1);
        List<String> theirs = records(waldump(first, last).text());
        assertThat(theirs).hasSizeGreaterThan(5000);
        assertThat(records(segments)).isEqualTo(theirs);
        assertThat(flaws(segments)).isEmpty();
        assertThat(waldump(first, last, "-q").status()).isZero();
        flips(segments);
        compressed(segments);
    }

    private void compressed(List<SegmentName> segments) throws IOException {
        WalCompression zstd = Compressions.byName(Optional.of("zstd"), "low").orElseThrow();
        Path file = file(segments.get(2));
        byte[] plain = Files.readAllBytes(file);
        try (var stream = zstd.codec().compress(Files.newOutputStream(file))) {
            stream.write(plain);
        }
        assertThat(flaws(segments)).isEmpty();
        byte[] compressed = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(compressed, compressed.length / 2));
        assertThat(flaws(segments.subList(2, 3)))
                .singleElement()
                .matches(flaw -> flaw.what().startsWith("it cannot be read"));
    }

    private void flips(List<SegmentName> segments) throws Exception {
        long seed = Long.getLong("jbarman.seed", 4);
        Random random = new Random(seed);
        int complaints = 0;
        for (int flip = 0; flip < FLIPS; flip++) {
            int index = 1 + random.nextInt(segments.size() - 2);
            int page = random.nextInt(size.bytes() / 8192) * 8192;
            int at = page + random.nextInt(flip % 3 == 0 ? 24 : 8192);
            int bit = 1 << random.nextInt(8);
            Path file = file(segments.get(index));
            List<SegmentName> around = segments.subList(index - 1, index + 2);
            if (waldump(around.get(0), around.get(2), "-q").status() != 0) {
                // No record begins in these: one that is longer than a segment.
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            bytes[at] ^= (byte) bit;
            Files.write(file, bytes);
            Told told = waldump(around.get(0), around.get(2), "-q");
            if (told.status() != 0) {
                complaints++;
                assertThat(flaws(around))
                        .as("seed %d, %s at %d, bit %d: %s", seed, file.getFileName(), at, bit, told.text())
                        .isNotEmpty();
            }
            bytes[at] ^= (byte) bit;
            Files.write(file, bytes);
        }
        assertThat(complaints).isGreaterThan(FLIPS / 3);
    }

    @TestFactory
    Stream<DynamicTest> majors() {
        List<Integer> majors =
                Boolean.getBoolean("jbarman.matrix") ? List.of(10, 12, 13, 14, 16, 17, 18) : List.of(10, 18);
        return majors.stream().map(major -> DynamicTest.dynamicTest("major " + major, () -> major(major)));
    }

    private void major(int major) throws IOException {
        PgCluster.Builder builder = PgCluster.embedded(major)
                .setting(major < 13 ? "wal_keep_segments" : "wal_keep_size", major < 13 ? "50" : "500MB");
        try (PgCluster pg = server(major < 11 ? builder : builder.segmentMegabytes(1))) {
            load(pg);
            List<SegmentName> segments = archived(pg);
            assertThat(records(segments)).hasSizeGreaterThan(5000);
            assertThat(flaws(segments)).isEmpty();
            Path damaged = file(segments.get(1));
            byte[] bytes = Files.readAllBytes(damaged);
            bytes[5000] ^= 1;
            Files.write(damaged, bytes);
            assertThat(flaws(segments)).hasSize(1);
            for (SegmentName segment : segments) {
                Files.delete(file(segment));
            }
        }
    }

    @Test
    void aRecordThatGoesOnInAnotherTimelineIsSeen() throws Exception {
        try (PgCluster primary = server(PgCluster.debian15().segmentMegabytes(1).setting("wal_keep_size", "500MB"));
                PgCluster standby = primary.standby()) {
            load(primary);
            Lsn end = Lsn.parse(primary.sql("SELECT pg_current_wal_flush_lsn()"));
            until(() ->
                    !Lsn.parse(standby.sql("SELECT pg_last_wal_replay_lsn()")).isBefore(end));
            standby.promote();
            until(() -> standby.sql("SELECT pg_is_in_recovery()").equals("f"));
            standby.sql("SELECT pg_logical_emit_message(true, 'long', repeat('m', 1500000))");
            List<SegmentName> segments = archived(standby);
            SegmentName branched = segments.stream()
                    .filter(segment -> segment.timeline().value() == 2)
                    .findFirst()
                    .orElseThrow();
            SegmentName before = new Predecessors(new FileArchiveStore(archive)).of(branched, size);
            assertThat(before.timeline()).isEqualTo(TimelineId.FIRST);
            assertThat(before.next(size).toString().substring(8))
                    .isEqualTo(branched.toString().substring(8));
            assertThat(flaws(segments)).isEmpty();
            assertThat(flaws(List.of(branched))).isEmpty();
        }
    }
}
