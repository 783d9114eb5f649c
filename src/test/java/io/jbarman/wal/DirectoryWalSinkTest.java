package io.jbarman.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on files, and what is said of files beyond it. */
final class DirectoryWalSinkTest extends WalSinkContract {
    private static final SegmentName NAME = SegmentName.of(TimelineId.FIRST, START, SIZE);

    private final Path directory;

    DirectoryWalSinkTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    WalSink sink() throws IOException {
        new LocalWal(RealDisk.ownerOnly(), directory, SIZE).tidy();
        return new DirectoryWalSink(RealDisk.ownerOnly(), directory, SIZE, DirectoryWalSink.Bulk.NONE);
    }

    @Override
    Optional<byte[]> complete(SegmentName name) throws IOException {
        return content(directory.resolve(name.toString()));
    }

    @Override
    Optional<byte[]> partial(SegmentName name) throws IOException {
        return content(directory.resolve(name + ".partial"));
    }

    private static Optional<byte[]> content(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesAreTheirOwnersOnlyAndOfFullSize() throws IOException {
        OpenSegment segment = sink().open(NAME, WalSink.Pace.BACKLOG);
        segment.write(FakeWal.buffer(START, 5));
        segment.sync();
        Path partial = directory.resolve(NAME + ".partial");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(partial)))
                .isEqualTo("rw-------");
        assertThat(Files.size(partial)).isEqualTo(SIZE.bytes());
    }

    @Test
    void aSegmentOpenedAheadIsNotSeenByAnyone() throws IOException {
        sink().open(NAME, WalSink.Pace.BACKLOG);
        assertThat(files()).allMatch(name -> name.startsWith("."));
        sink();
        assertThat(files()).isEmpty();
    }

    @Test
    void aTornPartialIsFilledUpAndKeepsItsBytes() throws IOException {
        Files.write(directory.resolve(NAME + ".partial"), FakeWal.bytes(START, 777));
        OpenSegment segment = sink().open(NAME, WalSink.Pace.BACKLOG);
        segment.sync();
        byte[] content = partial(NAME).orElseThrow();
        assertThat(content).hasSize(SIZE.bytes());
        assertThat(Arrays.copyOf(content, 777)).isEqualTo(FakeWal.bytes(START, 777));
    }

    @Test
    void aPartialThatIsTooLongIsSetAside() throws IOException {
        Files.write(directory.resolve(NAME + ".partial"), new byte[SIZE.bytes() + 1]);
        OpenSegment segment = sink().open(NAME, WalSink.Pace.BACKLOG);
        segment.write(FakeWal.buffer(START, SIZE.bytes()));
        segment.close(OpenSegment.Ending.COMPLETE);
        assertThat(complete(NAME)).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(SIZE.bytes()));
        assertThat(files()).contains("." + NAME + ".partial.stale");
    }

    @Test
    void killedBetweenItsTwoNamesASegmentIsComplete() throws IOException {
        Path partial = directory.resolve(NAME + ".partial");
        Files.write(partial, FakeWal.bytes(START, SIZE.bytes()));
        Files.createLink(directory.resolve(NAME.toString()), partial);
        sink();
        assertThat(files()).containsExactly(NAME.toString());
    }
}
