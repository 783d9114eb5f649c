package io.jbarman.archive.records;

import io.jbarman.pg.Lsn;

/** Is told what a {@link RecordReader} comes upon, in the order of the log. */
public interface RecordListener {
    /** For whoever wants to know of flaws only. */
    @FunctionalInterface
    interface OfFlaws extends RecordListener {
        @Override
        default void record(Lsn start, long length, Lsn previous) {
            // it is as it was written
        }
    }

    /**
     * A whole record whose checksum is right.
     *
     * @param length in bytes, as it says itself, headers of pages not counted
     * @param previous where it says that the one before it begins
     */
    void record(Lsn start, long length, Lsn previous);

    /**
     * A recovery would end here.
     *
     * @param position where the record begins that cannot be used, or the page
     */
    void flaw(Lsn position, String what);
}
