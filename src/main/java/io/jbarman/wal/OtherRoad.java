package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.util.Optional;

/** How WAL comes besides streaming, for what the server no longer has. */
@FunctionalInterface
public interface OtherRoad {
    /** For receivers whose WAL comes by streaming only. */
    OtherRoad NONE = lost -> Optional.empty();

    /**
     * Told, again and again, of WAL that is wanted and that the server no longer has.
     *
     * @return the segment to go on with, since everything before it is durable elsewhere; empty if it is not, and
     *     receiving has to wait
     */
    Optional<SegmentName> around(LostWal lost) throws IOException;
}
