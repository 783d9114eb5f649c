package io.jbarman.archive;

import java.nio.file.Path;
import java.util.Optional;

/** What a person wants done around the archiving of each file; called by the archiver's own thread, outside every lock. */
public interface ArchiveHooks {
    /** Nothing. */
    ArchiveHooks NONE = new ArchiveHooks() {
        @Override
        public boolean before(ArchivedWal wal, Path file) {
            return true;
        }

        @Override
        public void after(ArchivedWal wal, Optional<String> error) {
            // nothing
        }
    };

    /**
     * Before a file is archived; may take any time.
     *
     * @param wal as it lies in the receiving directory
     * @return whether to go on; false ends the pass
     */
    boolean before(ArchivedWal wal, Path file);

    /**
     * After a file was archived, or was not.
     *
     * @param wal as it is archived
     * @param error why it was not; empty if it was
     */
    void after(ArchivedWal wal, Optional<String> error);
}
