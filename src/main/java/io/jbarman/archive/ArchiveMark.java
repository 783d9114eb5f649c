package io.jbarman.archive;

import java.io.IOException;
import java.util.Optional;

/** A word that outlives the process. Losing it costs a comparison of archive and catalogue, nothing else. */
public interface ArchiveMark {
    /** For where everything is compared each time. */
    ArchiveMark NONE = new ArchiveMark() {
        @Override
        public Optional<String> read() {
            return Optional.empty();
        }

        @Override
        public void write(String word) {
            // nobody will ask
        }
    };

    /** The word written last; empty if there is none, or it was lost. */
    Optional<String> read() throws IOException;

    /** Replaces it; seen whole or not at all. */
    void write(String word) throws IOException;
}
