package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineId;

/**
 * Told of files that are ready to be archived, and of the way there. The directory is the truth; this only saves waiting
 * for the next look. All of it must return at once.
 */
@FunctionalInterface
public interface SegmentListener {
    /** For receivers that nobody listens to. */
    SegmentListener NONE = segment -> {};

    /** The segment is complete and durable under its final name. Called in the order of WAL. */
    void completed(SegmentName segment);

    /** Streaming begins. */
    default void streaming(Lsn from, TimelineId timeline) {}

    /** A timeline has ended there, and the next is streamed from now on. */
    default void switched(Lsn at, TimelineId next) {}

    /** An attempt to receive has failed; it is made again unless told otherwise. */
    default void failed(Diagnostic problem) {}
}
