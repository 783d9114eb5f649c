package io.jbarman.archive;

import io.jbarman.archive.WalFileName.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A file under its own name that somebody still writes: an {@code archive_command} of {@code cp} or {@code scp} gives a
 * name first and the bytes afterwards, and its end is told to nobody.
 */
final class GrowingFile {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private GrowingFile() {}

    /** Whether it may become what its name says: it is too short for that, and was written to a moment ago. */
    static boolean mayBe(Path file, WalFileName name, Clock clock) throws IOException {
        Duration since = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
        return since.abs().compareTo(PAUSE) < 0 && isShort(file, name);
    }

    /** What is compressed may have any length. */
    private static boolean isShort(Path file, WalFileName name) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return true;
        }
        return (name.kind() == Kind.SEGMENT || name.kind() == Kind.PARTIAL)
                && FileInspection.compression(file).isEmpty()
                && size < stated(file, size);
    }

    /** How long its first page says that it is to become; where it says nothing, of any length that a segment may have. */
    private static long stated(Path file, long size) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return FileInspection.segmentSize(content)
                    .map(stated -> (long) stated.bytes())
                    .orElse(SegmentSizes.valid(size) ? size : Long.MAX_VALUE);
        }
    }
}
