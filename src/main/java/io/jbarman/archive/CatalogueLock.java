package io.jbarman.archive;

import java.io.IOException;

/** Keeps other programs from writing the catalogue while we do. */
@FunctionalInterface
public interface CatalogueLock {
    /** For where there is nobody else. */
    CatalogueLock NONE = Writing::run;

    /** Waits for the lock, unless it is still held, and does the work; may hold it for more work, if that comes soon. */
    void during(Writing work) throws IOException;

    /** Lets go of it, since there is no more work now. */
    default void letGo() {
        // held for the length of the work only
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }
}
