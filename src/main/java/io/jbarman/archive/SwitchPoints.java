package io.jbarman.archive;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where timelines were left, as far as their children's history files are there.
 *
 * @param directory where history files may lie that are not archived yet
 */
record SwitchPoints(ArchiveStore store, Optional<Path> directory) {
    private static final String HISTORY = ".history";

    /** How many bytes of a segment are of its timeline, if that was left within it; the last child counts. */
    Optional<Long> within(SegmentName segment, Optional<WalSegmentSize> size) throws IOException {
        if (size.isEmpty()) {
            return Optional.empty();
        }
        Lsn start = segment.start(size.get());
        return histories().stream()
                .flatMap(history -> history.switchPoint(segment.timeline()).stream())
                .filter(point -> size.get().segmentStart(point).equals(start))
                .max(Lsn::compareTo)
                .map(point -> (long) size.get().offset(point));
    }

    /** Every history that is known and can be read. */
    List<TimelineHistory> histories() throws IOException {
        List<TimelineHistory> histories = new ArrayList<>();
        for (StoredObject object : store.histories()) {
            try (InputStream content = Compressions.plain(store.open(object.key()))) {
                parse(object.name(), content, histories);
            }
        }
        if (directory.isPresent()) {
            received(directory.get(), histories);
        }
        return histories;
    }

    private static void received(Path directory, List<TimelineHistory> histories) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + HISTORY)) {
            for (Path file : files) {
                try (InputStream content = Files.newInputStream(file)) {
                    parse(String.valueOf(file.getFileName()), content, histories);
                }
            }
        }
    }

    private static void parse(String name, InputStream content, List<TimelineHistory> histories) throws IOException {
        try {
            histories.add(TimelineHistory.parse(
                    TimelineId.parseHex(name.substring(0, 8)),
                    new String(content.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            // a name or text that says nothing of any timeline
        }
    }
}
