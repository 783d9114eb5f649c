package io.jbarman.wal;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The page cache is lost at a random moment, a sync fails at a random moment: what was acknowledged is on the disk, and
 * nothing under a final name is wrong.
 */
final class LostCacheTest {
    private static final WalSegmentSize SIZE = new WalSegmentSize(1 << 20);
    private static final Lsn START = Lsn.parse("0/100000");
    private static final int ROUNDS = 5;

    private static final SegmentCompression GZIP = new SegmentCompression(SegmentCodec.GZIP, 1);

    private final Path directory;
    private final LossyDisk disk;
    private Optional<SegmentCompression> compression = Optional.empty();

    LostCacheTest(@TempDir Path directory) {
        this.directory = directory;
        this.disk = new LossyDisk(directory);
    }

    /** Seeds: a few, or as many as the property says. */
    static long[] seeds() {
        return LongStream.range(0, Long.getLong("jbarman.seeds", 3)).toArray();
    }

    /** Seeds, each as it is and compressed. */
    static Stream<Arguments> forms() {
        return LongStream.of(seeds())
                .boxed()
                .flatMap(seed -> Stream.of(Optional.<SegmentCompression>empty(), Optional.of(GZIP))
                        .map(form -> Arguments.of(seed, form)));
    }

    private static SegmentName segment(Lsn position) {
        return SegmentName.of(TimelineId.FIRST, position, SIZE);
    }

    private Path complete(Lsn position) {
        return directory.resolve(segment(position) + (compression.isPresent() ? ".gz" : ""));
    }

    private Path partial(Lsn position) {
        return directory.resolve(complete(position).getFileName() + ".partial");
    }

    private SegmentWriter writer(Lsn from, DiskThreads threads) {
        WalSink sink =
                Storage.in(directory).on(disk).compressed(compression).sink(SIZE, threads, SpaceWait.never(directory));
        return new SegmentWriter(
                sink,
                SIZE,
                TimelineId.FIRST,
                from,
                Lsn.ZERO,
                (name, end) -> {},
                SpaceWait.never(directory),
                threads.finisher(),
                threads.preparer());
    }

    /** Where a process that starts now goes on. */
    private Lsn resumption() throws IOException {
        LocalWal local = new LocalWal(disk, directory, SIZE);
        local.tidy();
        Lsn position = START;
        while (Files.exists(complete(position))) {
            position = position.plus(SIZE.bytes());
        }
        return position;
    }

    /** The same, until none of its threads runs any more: a machine that is down has none. */
    private Lsn received(Random random) throws IOException, WalGapException {
        DiskThreads threads = new DiskThreads("disk");
        Lsn acknowledged = receive(random, threads);
        threads.close();
        until(() -> threads.finisher().isTerminated()
                && threads.preparer().isTerminated()
                && threads.writer().isTerminated());
        return acknowledged;
    }

    /** Writes for a while, now and then synced; gives what was acknowledged. */
    private Lsn receive(Random random, DiskThreads threads) throws IOException, WalGapException {
        SegmentWriter writer = writer(resumption(), threads);
        Lsn acknowledged = Lsn.ZERO;
        try {
            for (int piece = random.nextInt(25); piece > 0; piece--) {
                writer.write(writer.written(), FakeWal.buffer(writer.written(), 1 + random.nextInt(400_000)));
                if (random.nextInt(4) == 0) {
                    writer.sync();
                }
                acknowledged = writer.flushed();
            }
            // Or it is killed where it stands.
            if (random.nextBoolean()) {
                writer.close();
                acknowledged = writer.flushed();
            }
        } catch (IOException e) {
            acknowledged = Lsn.max(acknowledged, writer.flushed());
            writer.abandon(e);
        }
        return acknowledged;
    }

    private byte[] content(Path file) throws IOException {
        return compression.isPresent() ? CompressedWalSinkTest.decompressed(file) : Files.readAllBytes(file);
    }

    private void assertHeld(Lsn acknowledged) throws IOException {
        for (Lsn start = START; start.isBefore(acknowledged); start = start.plus(SIZE.bytes())) {
            int length = (int) Math.min(SIZE.bytes(), acknowledged.minus(start));
            Path held = Files.exists(complete(start)) ? complete(start) : partial(start);
            assertThat(Arrays.equals(Arrays.copyOf(content(held), length), FakeWal.bytes(start, length)))
                    .as("%s up to %s", held.getFileName(), acknowledged)
                    .isTrue();
        }
        for (Lsn start = START; Files.exists(complete(start)); start = start.plus(SIZE.bytes())) {
            assertThat(content(complete(start))).isEqualTo(FakeWal.bytes(start, SIZE.bytes()));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aMachineThatCrashesLosesNothingAcknowledged(long seed, Optional<SegmentCompression> form) throws Exception {
        compression = form;
        Random random = new Random(seed);
        Lsn acknowledged = Lsn.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = Lsn.max(acknowledged, received(random));
            // Or only its process does, and the next one finds what was not synced as well.
            if (random.nextInt(3) > 0) {
                disk.crash();
            }
            assertHeld(acknowledged);
        }
        assertThat(acknowledged).isGreaterThan(START);
    }

    /** What says whose WAL it is and how far it went: as it was last written, or as it was being written. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aRecordIsTheOldOneOrTheNewOne(long seed) throws Exception {
        Random random = new Random(seed);
        StreamRecordFile file = Storage.in(directory).on(disk).recordFile();
        StreamRecord last = record(random);
        file.write(last);
        int replaced = 0;
        for (int round = 0; round < 30; round++) {
            StreamRecord next = record(random);
            disk.goDownAfter(random.nextInt(6));
            boolean written = write(file, next);
            disk.crash();
            StreamRecord there = file.read().records().values().iterator().next();
            assertThat(there).isIn(written ? List.of(next) : List.of(last, next));
            replaced += there.equals(next) ? 1 : 0;
            last = there;
        }
        assertThat(replaced).isBetween(1, 29);
    }

    private static StreamRecord record(Random random) {
        return new StreamRecord(
                new SystemIdentifier(7), SIZE, TimelineId.FIRST, new Lsn(random.nextInt()), Map.of(), List.of());
    }

    private static boolean write(StreamRecordFile file, StreamRecord record) {
        try {
            file.write(record);
            return true;
        } catch (IOException down) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFailedSyncIsNeverTakenForOne(long seed, Optional<SegmentCompression> form) throws Exception {
        compression = form;
        Random random = new Random(seed);
        Lsn acknowledged = Lsn.ZERO;
        for (int round = 0; round < ROUNDS; round++) {
            disk.failForceAfter(random.nextInt(8));
            acknowledged = Lsn.max(acknowledged, received(random));
            if (random.nextBoolean()) {
                disk.crash();
            }
            assertHeld(acknowledged);
        }
    }

    @Test
    void aPartialThatCouldNotBeSyncedIsReplacedByANewFileWithItsBytes() throws Exception {
        try (DiskThreads threads = new DiskThreads("eio")) {
            SegmentWriter first = writer(START, threads);
            first.write(START, FakeWal.buffer(START, 5000));
            first.sync();
            Object before = Files.getAttribute(directory.resolve(segment(START) + ".partial"), "unix:ino");
            disk.failForceAfter(0);
            first.write(START.plus(5000), FakeWal.buffer(START.plus(5000), 100));
            try {
                first.sync();
                throw new AssertionError("the sync was to fail");
            } catch (IOException expected) {
                first.abandon(expected);
            }
            assertHeld(START.plus(5000));
            SegmentWriter second = writer(START, threads);
            second.write(START, FakeWal.buffer(START, 10));
            second.sync();
            assertHeld(START.plus(5000));
            assertThat(Files.getAttribute(directory.resolve(segment(START) + ".partial"), "unix:ino"))
                    .isNotEqualTo(before);
            second.close();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(segment(START) + ".partial");
        }
    }
}
