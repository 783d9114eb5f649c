package io.jbarman.archive;

import java.io.IOException;

/** Keeps other programs from writing the catalogue while we do. */
@FunctionalInterface
public interface CatalogueLock {
    /** For where there is nobody else. */
    CatalogueLock NONE = Writing::run;

    /** Waits for the lock, holds it for the length of the work, lets it go. */
    void during(Writing work) throws IOException;

    /** What is done under the lock. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }
}
