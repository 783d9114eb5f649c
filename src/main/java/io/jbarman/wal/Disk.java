package io.jbarman.wal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a receiver asks of a file system for writing. SEAM: the real one, and in tests one that fails, fills up, or
 * forgets in a crash what was not synced. Safe for use by several threads.
 */
public interface Disk {
    /** Opens a file; one that this creates is, from its first byte, readable only by whom it is meant for. */
    FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException;

    /** Makes the bytes of a file durable, and its length. After a failure nobody knows which of them are. */
    void force(Path file, FileChannel channel) throws IOException;

    /** Makes the names in a directory durable. */
    void syncDirectory(Path directory) throws IOException;

    /**
     * Gives a file one more name.
     *
     * @throws FileAlreadyExistsException if the name is taken, whoever was quicker
     * @throws UnsupportedOperationException if this file system has no hard links
     */
    void link(Path file, Path name) throws IOException;

    /** Renames a file, in place of another that has the name. */
    void rename(Path file, Path name) throws IOException;

    /** Removes a name. */
    void delete(Path file) throws IOException;

    /** The same disk, syncing what has to outlive a crash even where others were told not to sync. */
    default Disk synced() {
        return this;
    }
}
