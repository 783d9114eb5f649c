package io.jbarman.archive;

import io.jbarman.archive.DrainReport.ErrorKind;
import java.io.IOException;

/** What is to become of a received file, found out beside others; nothing is seen of it yet. */
sealed interface Prepared {
    /** It is to be published. */
    record Ready(StagedObject staged, ArchivedWal entry) implements Prepared {
        @Override
        public void close() throws IOException {
            staged.close();
        }
    }

    /** The archive has it already. */
    record Known(StoredObject object) implements Prepared {}

    /** It may not be archived. */
    record Refused(ErrorKind kind, String reason) implements Prepared {}

    /** There is nothing in it. */
    record Blank() implements Prepared {}

    /** Lets go of what preparing took. */
    default void close() throws IOException {
        // most took nothing
    }
}
