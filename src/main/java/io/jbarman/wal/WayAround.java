package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a receiver does where its server no longer has the WAL that comes next: it goes on behind what came otherwise. */
record WayAround(Storage storage, StreamDirectory directory, ServerPath path, OtherRoad road) {
    private static final Logger LOG = LoggerFactory.getLogger(WayAround.class);

    /** Asks whether there is one, and puts the directory to its end; the next attempt begins there. */
    void take(StartPoint start) {
        if (!path.size().segmentStart(directory.record().position()).equals(start.position())) {
            // A segment came, so that another one is wanted now.
            return;
        }
        try {
            Optional<SegmentName> next = road.around(new LostWal(path, start.position()));
            if (next.isPresent()) {
                SegmentName ours = SegmentName.of(start.timeline(), start.position(), path.size());
                StreamReset.move(storage, directory, ours, next.get());
                LOG.info("what the server no longer has came otherwise: streaming goes on with {}", next.get());
            }
        } catch (IOException e) {
            LOG.warn("whether the server's missing WAL came otherwise cannot be seen: {}", e.toString());
        }
    }
}
