package io.jbarman.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on compressed files, and what is said of them beyond it. */
final class CompressedWalSinkTest extends WalSinkContract {
    private static final SegmentCompression GZIP = new SegmentCompression(SegmentCodec.GZIP, 1);
    private static final SegmentName NAME = SegmentName.of(TimelineId.FIRST, START, SIZE);

    private final Path directory;

    CompressedWalSinkTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    WalSink sink() throws IOException {
        return sink(RealDisk.ownerOnly());
    }

    private WalSink sink(Disk disk) throws IOException {
        new LocalWal(disk, directory, SIZE).tidy();
        return new CompressedWalSink(disk, directory, GZIP, SpaceWait.never(directory));
    }

    @Override
    Optional<byte[]> complete(SegmentName name) throws IOException {
        return content(directory.resolve(name + ".gz"));
    }

    @Override
    Optional<byte[]> partial(SegmentName name) throws IOException {
        return content(directory.resolve(name + ".gz.partial"));
    }

    private static Optional<byte[]> content(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(decompressed(file)) : Optional.empty();
    }

    /** As far as it goes: the stream of a segment that is being written has no end yet. */
    static byte[] decompressed(Path file) throws IOException {
        ByteArrayOutputStream held = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try (InputStream content = SegmentCodec.open(file)) {
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                held.write(buffer, 0, count);
            }
        } catch (TornSegmentException torn) {
            return held.toByteArray();
        }
        return held.toByteArray();
    }

    /** It stands for what is acknowledged again, long before the new file has as much. */
    @Test
    void whatAKilledProcessLeftUnsyncedIsDurableBeforeItStandsForAnything() throws IOException {
        LossyDisk disk = new LossyDisk(directory);
        OpenSegment killed = sink(disk).open(NAME, WalSink.Pace.BACKLOG);
        killed.write(FakeWal.buffer(START, 100_000));
        killed.sync();
        killed.write(FakeWal.buffer(START.plus(100_000), 200_000));
        OpenSegment next = sink(disk).open(NAME, WalSink.Pace.BACKLOG);
        next.write(FakeWal.buffer(START, 200_000));
        next.sync();
        disk.crash();
        sink(disk);
        assertThat(partial(NAME))
                .hasValueSatisfying(held -> assertThat(held).startsWith(FakeWal.bytes(START, 200_000)));
    }

    @Test
    void aCompleteOneThatIsTornIsLeftAsItIs() throws IOException {
        Path complete = directory.resolve(NAME + ".gz");
        OpenSegment first = sink().open(NAME, WalSink.Pace.BACKLOG);
        first.write(FakeWal.buffer(START, SIZE.bytes()));
        first.close(OpenSegment.Ending.COMPLETE);
        byte[] torn = java.util.Arrays.copyOf(Files.readAllBytes(complete), 50_000);
        Files.write(complete, torn);
        OpenSegment again = sink().open(NAME, WalSink.Pace.BACKLOG);
        again.write(FakeWal.buffer(START, SIZE.bytes()));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> again.close(OpenSegment.Ending.COMPLETE))
                .hasMessageContaining("left as it is");
        assertThat(complete).hasBinaryContent(torn);
    }
}
