package io.jbarman.archive;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineHistory.Ancestor;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.io.IOException;
import java.util.Optional;

/** Which archived segment another one goes on from: of the same timeline, or of the one that it branched off from. */
record Predecessors(ArchiveStore store) {
    /** The name that it has to have; the segment itself if none comes before it. */
    SegmentName of(SegmentName segment, WalSegmentSize size) throws IOException {
        Lsn start = segment.start(size);
        if (start.isZero()) {
            return segment;
        }
        Lsn within = start.plus(-size.bytes());
        SegmentName same = SegmentName.of(segment.timeline(), within, size);
        return store.find(same.directory() + "/" + same).isPresent()
                ? same
                : SegmentName.of(timelineBefore(segment.timeline(), start), within, size);
    }

    private TimelineId timelineBefore(TimelineId timeline, Lsn position) throws IOException {
        return new SwitchPoints(store, Optional.empty())
                .histories().stream()
                        .filter(history -> history.timeline().equals(timeline))
                        .findFirst()
                        .map(history -> timelineBefore(history, position))
                        .orElse(timeline);
    }

    /** The ancestors are in the order in which they were left. */
    private static TimelineId timelineBefore(TimelineHistory history, Lsn position) {
        return history.ancestors().stream()
                .filter(ancestor -> !ancestor.switchPoint().isBefore(position))
                .map(Ancestor::timeline)
                .findFirst()
                .orElse(history.timeline());
    }
}
