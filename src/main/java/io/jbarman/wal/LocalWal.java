package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a directory of received WAL holds. */
final class LocalWal {
    private static final Logger LOG = LoggerFactory.getLogger(LocalWal.class);

    private final SegmentFiles files;
    private final WalSegmentSize size;

    LocalWal(Path directory, WalSegmentSize size) {
        this.files = new SegmentFiles(directory);
        this.size = size;
    }

    /** The segment with the highest number, of those the one on the highest timeline. */
    Optional<LocalSegment> newest() throws IOException {
        try (Stream<Path> entries = Files.list(files.directory())) {
            return entries.map(this::segment)
                    .flatMap(Optional::stream)
                    .max(Comparator.comparing(
                                    (LocalSegment segment) -> segment.name().start(size))
                            .thenComparing(segment -> segment.name().timeline())
                            .thenComparing(LocalSegment::complete));
        }
    }

    private Optional<LocalSegment> segment(Path entry) {
        String fileName = String.valueOf(entry.getFileName());
        if (SegmentFiles.isPartial(fileName)) {
            return Optional.of(new LocalSegment(SegmentFiles.nameOfPartial(fileName), false));
        }
        if (!SegmentName.matches(fileName)) {
            return Optional.empty();
        }
        if (entry.toFile().length() != size.bytes()) {
            LOG.warn("{} is not {} bytes long: not counted as received", entry, size.bytes());
            return Optional.empty();
        }
        return Optional.of(new LocalSegment(SegmentName.parse(fileName), true));
    }

    /** Which cluster the newest segment with a header comes from. */
    Optional<SystemIdentifier> origin() throws IOException {
        Optional<LocalSegment> newest = newest();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        SegmentName name = newest.get().name();
        return SegmentHeader.systemIdentifier(newest.get().complete() ? files.complete(name) : files.partial(name));
    }

    /** Finishes what a crash interrupted: nothing that was acknowledged is touched. */
    void tidy() throws IOException {
        for (Path entry : entries()) {
            String fileName = String.valueOf(entry.getFileName());
            if (SegmentFiles.isPrepared(fileName)) {
                Files.deleteIfExists(entry);
            } else if (SegmentFiles.isPartial(fileName)) {
                dropIfComplete(entry, SegmentFiles.nameOfPartial(fileName));
            }
        }
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(files.directory())) {
            return entries.toList();
        }
    }

    /** Killed between the final name and the removal of the partial one, a segment has both. */
    private void dropIfComplete(Path partial, SegmentName name) throws IOException {
        Path complete = files.complete(name);
        if (!Files.exists(complete) || Files.size(complete) != size.bytes()) {
            return;
        }
        if (Files.isSameFile(partial, complete) || Files.mismatch(partial, complete) < 0) {
            Files.delete(partial);
        } else {
            Files.move(partial, files.stale(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
