package io.jbarman.wal;

import io.jbarman.pg.SegmentName;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A segment being written. Used by one thread at a time. After an {@link IOException} of {@link #sync} or
 * {@link #close} nothing more may be done with it but to close it as {@link Ending#ABANDONED}: what a failed fsync left
 * behind is not known, so its bytes are fetched and written again from the beginning. A {@link #write} or
 * {@link #reserve} that failed may be tried again with what it left of its buffer.
 */
public interface OpenSegment {
    /** How writing a segment ends. */
    enum Ending {
        /**
         * All of its bytes are written: they are durable and have their final name, never in place of another file's
         * bytes. That name is durable after {@link WalSink#syncNames}.
         */
        COMPLETE,
        /** The rest will come later or never: durable as NAME.partial; leaves nothing if nothing was written. */
        PARTIAL,
        /** Lets go of it without a promise. */
        ABANDONED
    }

    SegmentName name();

    /** Takes the space of the whole segment, where running out of it costs nothing and a sync need not record growth. */
    void reserve() throws IOException;

    /**
     * Ahead of its first byte: takes the space and has it written out, so that the first sync waits only for what is new.
     * Promises nothing.
     */
    void prepare() throws IOException;

    /** Appends bytes, all of them. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when all that was written is durable as NAME.partial: bytes and directory entry. */
    void sync() throws IOException;

    /**
     * Once it is full: returns when none of its bytes is on its way any more, and lets go of what it had borrowed for
     * them. Promises nothing: it is {@link #close} that makes them durable, of several segments together for less.
     */
    void settle() throws IOException;

    /** Ends it. */
    void close(Ending ending) throws IOException;
}
