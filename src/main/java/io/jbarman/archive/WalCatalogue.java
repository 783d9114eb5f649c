package io.jbarman.archive;

import java.io.IOException;
import java.util.Set;

/** The list of what is in the archive, in the order in which it came. */
public interface WalCatalogue {
    /** Adds a file; durable on return. The caller keeps other writers away by {@link CatalogueLock}. */
    void append(ArchivedWal wal) throws IOException;

    /** The names of all files in it; a line that a crash tore is mended first. */
    Set<String> names() throws IOException;
}
