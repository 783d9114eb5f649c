package io.jbarman.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentWriterTest {
    private static final WalSegmentSize SIZE = new WalSegmentSize(1 << 20);
    private static final Lsn START = new Lsn(0x1_FFD0_0000L);
    private static final TimelineId TIMELINE = new TimelineId(26);

    private final MemoryDisk disk = new MemoryDisk(SIZE);
    private final List<SegmentName> completed = new ArrayList<>();

    private SegmentWriter writer(Lsn flushed, Executor finisher, Executor preparer) {
        return new SegmentWriter(
                disk,
                SIZE,
                TIMELINE,
                START,
                flushed,
                (name, end) -> completed.add(name),
                SpaceWait.never(Path.of("/")),
                finisher,
                preparer);
    }

    private SegmentWriter writer() {
        return writer(Lsn.ZERO, Runnable::run, Runnable::run);
    }

    private static SegmentName segment(int number) {
        return SegmentName.of(TIMELINE, START.plus((long) number * SIZE.bytes()), SIZE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void howeverWalIsCutTheSegmentsAreTheSame(long seed) throws Exception {
        Random random = new Random(seed);
        int total = 3 * SIZE.bytes() + random.nextInt(SIZE.bytes());
        SegmentWriter writer = writer();
        for (int done = 0; done < total; ) {
            int length = Math.min(total - done, 1 + random.nextInt(random.nextBoolean() ? 50 : 2 * SIZE.bytes()));
            writer.write(START.plus(done), FakeWal.buffer(START.plus(done), length));
            done += length;
            assertThat(writer.written()).isEqualTo(START.plus(done));
        }
        writer.sync();
        assertThat(writer.flushed()).isEqualTo(START.plus(total));
        assertThat(completed).containsExactly(segment(0), segment(1), segment(2));
        for (int number = 0; number < 3; number++) {
            Lsn start = segment(number).start(SIZE);
            assertThat(disk.complete(segment(number))).hasValue(FakeWal.bytes(start, SIZE.bytes()));
        }
        assertThat(disk.partial(segment(3)))
                .hasValueSatisfying(bytes ->
                        assertThat(bytes).startsWith(FakeWal.bytes(segment(3).start(SIZE), total % SIZE.bytes())));
    }

    @Test
    void aGapIsRefusedAndNothingIsWritten() throws Exception {
        SegmentWriter writer = writer();
        writer.write(START, FakeWal.buffer(START, 10));
        assertThatThrownBy(() -> writer.write(START.plus(11), ByteBuffer.allocate(5)))
                .isInstanceOf(WalGapException.class)
                .hasMessageContaining("expected WAL from 1/FFD0000A");
        assertThatThrownBy(() -> writer.write(START, ByteBuffer.allocate(5))).isInstanceOf(WalGapException.class);
        assertThat(writer.written()).isEqualTo(START.plus(10));
    }

    @Test
    void writtenIsNotFlushed() throws Exception {
        SegmentWriter writer = writer();
        writer.write(START, FakeWal.buffer(START, 10));
        assertThat(writer.flushed()).isEqualTo(Lsn.ZERO);
        assertThat(writer.needsSync()).isTrue();
        writer.sync();
        assertThat(writer.flushed()).isEqualTo(START.plus(10));
        assertThat(writer.needsSync()).isFalse();
    }

    @Test
    void startsOnlyAtTheBeginningOfASegment() {
        assertThatThrownBy(() -> new SegmentWriter(
                        disk,
                        SIZE,
                        TIMELINE,
                        START.plus(1),
                        Lsn.ZERO,
                        (name, end) -> {},
                        SpaceWait.never(Path.of("/")),
                        Runnable::run,
                        Runnable::run))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimelineThatEndsWithASegmentLeavesNoEmptyPartial() throws Exception {
        SegmentWriter writer = writer();
        writer.write(START, FakeWal.buffer(START, SIZE.bytes()));
        writer.close();
        assertThat(disk.complete(segment(0))).isPresent();
        assertThat(disk.partial(segment(1))).isEmpty();
    }

    @Test
    void acknowledgesInTheOrderOfWalWhateverTheDiskThreadsDo() throws Exception {
        CountDownLatch slowDisk = new CountDownLatch(1);
        try (DiskThreads threads = new DiskThreads("test")) {
            threads.finisher().execute(() -> awaitQuietly(slowDisk));
            SegmentWriter writer = writer(Lsn.ZERO, threads.finisher(), threads.preparer());
            writer.write(START, FakeWal.buffer(START, SIZE.bytes() + 100));
            CompletableFuture<Void> syncing = CompletableFuture.runAsync(() -> sync(writer));
            // The second segment must not become durable before the first: the disk would show two unfinished ones.
            assertThat(writer.flushed()).isEqualTo(Lsn.ZERO);
            assertThat(disk.partial(segment(1))).isEmpty();
            slowDisk.countDown();
            syncing.join();
            assertThat(completed).containsExactly(segment(0));
            assertThat(writer.flushed()).isEqualTo(START.plus(SIZE.bytes() + 100));
        }
    }

    private static void sync(SegmentWriter writer) {
        try {
            writer.sync();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
