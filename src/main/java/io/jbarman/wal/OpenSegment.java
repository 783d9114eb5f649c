package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A segment being written. Used by one thread at a time. After an {@link IOException} nothing more may be done with it
 * but to close it as {@link Ending#ABANDONED}: what a failed fsync left behind is not known, so its bytes are fetched
 * and written again from the beginning.
 */
public interface OpenSegment {
    /** How writing a segment ends. */
    enum Ending {
        /** All of its bytes are written: durable under its final name, never in place of another file's bytes. */
        COMPLETE,
        /** The rest will come later or never: durable as NAME.partial; leaves nothing if nothing was written. */
        PARTIAL,
        /** Lets go of it without a promise. */
        ABANDONED
    }

    SegmentName name();

    /** Appends bytes, all of them. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when all that was written is durable as NAME.partial: bytes and directory entry. */
    void sync() throws IOException;

    /** Ends it. */
    void close(Ending ending) throws IOException;
}
