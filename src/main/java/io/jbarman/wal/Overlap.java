package io.jbarman.wal;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineHistory.Ancestor;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The segment in which a timeline branched off: its beginning is the old timeline's, of which we have a file.
 *
 * @param begin where that segment begins
 * @param end where the timelines part
 * @param file the old timeline's, partial or complete
 */
record Overlap(Lsn begin, Lsn end, TimelineId next, Path file) {
    /** What streaming from there repeats of an older file, if anything. */
    static Optional<Overlap> of(
            StreamDirectory directory, StartPoint start, TimelineHistory history, WalSegmentSize size)
            throws IOException {
        List<Ancestor> ancestors = history.ancestors();
        if (ancestors.isEmpty()) {
            return Optional.empty();
        }
        Ancestor parent = ancestors.get(ancestors.size() - 1);
        Lsn end = parent.switchPoint();
        if (!size.segmentStart(end).equals(start.position()) || end.equals(start.position())) {
            return Optional.empty();
        }
        SegmentName name = SegmentName.of(parent.timeline(), start.position(), size);
        return directory.segments().stream()
                .filter(segment -> segment.name().equals(name))
                .map(segment -> new Overlap(start.position(), end, start.timeline(), segment.file()))
                .findFirst();
    }
}
