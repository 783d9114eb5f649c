package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;

/**
 * Where segments become durable.
 *
 * <p>The order that keeps every promise: a segment is written from its beginning; what {@link OpenSegment#sync} returned
 * for is found after any crash as NAME.partial, what was closed as {@link OpenSegment.Ending#COMPLETE} before
 * {@link #syncNames} returned as NAME. A segment may be opened before the one ahead of it is closed, but must not be
 * synced or closed before it: a reader of the directory never sees two unfinished segments of one timeline.
 */
public interface WalSink {
    /** What a segment is opened for. */
    enum Pace {
        /** WAL that the server has had for a while: as fast as it comes, synced when it is complete. */
        BACKLOG,
        /** WAL as it is written: synced often. Its space is taken at once. */
        LIVE
    }

    /**
     * Opens a segment at its beginning. An unfinished one of that name is written over in place, so that bytes already
     * acknowledged stay there while they are fetched again. May be called from any thread.
     */
    OpenSegment open(SegmentName name, Pace pace) throws IOException;

    /** Makes the final names of all segments closed so far durable: one sync for as many as there are. */
    void syncNames() throws IOException;
}
