package io.jbarman.wal;

import io.jbarman.pg.SegmentName;

/** Told of files that are ready to be archived. The directory is the truth; this only saves waiting for the next look. */
@FunctionalInterface
public interface SegmentListener {
    /** For receivers that nobody listens to. */
    SegmentListener NONE = segment -> {};

    /** The segment is complete and durable under its final name. Called in the order of WAL; must return at once. */
    void completed(SegmentName segment);
}
