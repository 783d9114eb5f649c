package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SystemIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which cluster a directory of received WAL is of, where no server can be asked. */
public final class StreamOrigin {
    private static final Comparator<Path> BY_POSITION =
            Comparator.comparing(file -> plainName(file).substring(8));

    private StreamOrigin() {}

    /**
     * By its newest segment, else by its records.
     *
     * @return empty if there is neither, or one that cannot be read
     */
    public static Optional<SystemIdentifier> of(Storage storage) throws IOException {
        Optional<SystemIdentifier> written =
                Files.isDirectory(storage.directory()) ? ofSegments(storage.directory()) : Optional.empty();
        return written.isPresent() ? written : ofRecords(storage);
    }

    private static Optional<SystemIdentifier> ofRecords(Storage storage) {
        return storage.recordFile().read().records().values().stream()
                .max(StreamRecord.BY_PROGRESS)
                .map(StreamRecord::systemIdentifier);
    }

    /** Of segments that are torn as well: their beginning tells it. */
    static Optional<SystemIdentifier> ofSegments(Path directory) throws IOException {
        for (Path segment : segments(directory)) {
            Optional<SystemIdentifier> origin = ofSegment(segment);
            if (origin.isPresent()) {
                return origin;
            }
        }
        return Optional.empty();
    }

    private static Optional<SystemIdentifier> ofSegment(Path segment) throws IOException {
        try {
            return SegmentHeader.systemIdentifier(segment);
        } catch (NoSuchFileException archivedMeanwhile) {
            return Optional.empty();
        }
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> SegmentName.matches(plainName(file)) && Files.isRegularFile(file))
                    .sorted(BY_POSITION.thenComparing(StreamOrigin::plainName).reversed())
                    .toList();
        }
    }

    private static String plainName(Path file) {
        return SegmentCodec.withoutSuffix(SegmentFiles.withoutPartial(String.valueOf(file.getFileName())));
    }
}
