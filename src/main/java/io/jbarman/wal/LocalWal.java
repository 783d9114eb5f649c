package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a directory of received WAL holds. */
final class LocalWal {
    private static final Logger LOG = LoggerFactory.getLogger(LocalWal.class);

    private final Disk disk;
    private final SegmentFiles files;
    private final WalSegmentSize size;

    LocalWal(Disk disk, Path directory, WalSegmentSize size) {
        this.disk = disk;
        this.files = new SegmentFiles(directory);
        this.size = size;
    }

    /** Its segments, newest first: by number, then by timeline, a complete one before a partial one. */
    List<LocalSegment> segments() throws IOException {
        List<LocalSegment> found = new ArrayList<>();
        for (Path entry : entries()) {
            segment(entry).ifPresent(found::add);
        }
        found.sort(Comparator.comparing((LocalSegment segment) -> segment.name().start(size))
                .thenComparing(segment -> segment.name().timeline())
                .thenComparing(LocalSegment::complete)
                .reversed());
        return withoutTornCompressed(found);
    }

    /** Reading a compressed segment takes its time, and only the newest decides anything. */
    private List<LocalSegment> withoutTornCompressed(List<LocalSegment> newestFirst) throws IOException {
        List<LocalSegment> left = new ArrayList<>(newestFirst);
        while (!left.isEmpty() && left.get(0).complete() && !isWhole(left.get(0))) {
            LOG.warn(
                    "{} does not hold {} bytes: not counted as received",
                    left.get(0).file(),
                    size.bytes());
            left.remove(0);
        }
        return left;
    }

    private boolean isWhole(LocalSegment segment) throws IOException {
        Optional<SegmentCodec> codec =
                SegmentCodec.ofFile(String.valueOf(segment.file().getFileName()));
        return codec.isEmpty() || codec.get().length(segment.file()) == size.bytes();
    }

    private Optional<LocalSegment> segment(Path entry) {
        String fileName = String.valueOf(entry.getFileName());
        String plain = SegmentCodec.withoutSuffix(SegmentFiles.withoutPartial(fileName));
        if (!SegmentName.matches(plain)) {
            return Optional.empty();
        }
        boolean complete = !SegmentFiles.isPartial(fileName);
        boolean compressed = SegmentCodec.ofFile(fileName).isPresent();
        if (complete && !compressed && entry.toFile().length() != size.bytes()) {
            LOG.warn("{} is not {} bytes long: not counted as received", entry, size.bytes());
            return Optional.empty();
        }
        return Optional.of(new LocalSegment(SegmentName.parse(plain), complete, entry));
    }

    /** Finishes what a crash interrupted: nothing that was acknowledged is touched, and all names are durable. */
    void tidy() throws IOException {
        for (Path entry : entries()) {
            String fileName = String.valueOf(entry.getFileName());
            if (SegmentFiles.isPrepared(fileName)) {
                disk.delete(entry);
            } else if (SegmentFiles.isPartial(fileName) && segment(entry).isPresent()) {
                dropIfComplete(entry, fileName);
            }
        }
        disk.syncDirectory(files.directory());
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(files.directory())) {
            return entries.toList();
        }
    }

    /** Killed between the final name and the removal of the partial one, a segment has both. */
    private void dropIfComplete(Path partial, String fileName) throws IOException {
        Path complete = files.directory().resolve(SegmentFiles.withoutPartial(fileName));
        if (!Files.exists(complete)) {
            return;
        }
        if (Files.isSameFile(partial, complete)) {
            disk.delete(partial);
        } else if (SegmentCodec.ofFile(fileName).isEmpty() && Files.size(complete) == size.bytes()) {
            dropIfEqual(partial, complete, SegmentFiles.nameOfPartial(fileName));
        }
    }

    private void dropIfEqual(Path partial, Path complete, SegmentName name) throws IOException {
        if (Files.mismatch(partial, complete) < 0) {
            disk.delete(partial);
        } else {
            disk.rename(partial, files.stale(name));
        }
    }
}
