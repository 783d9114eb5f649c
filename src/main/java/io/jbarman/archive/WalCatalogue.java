package io.jbarman.archive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of what is in the archive, in the order in which it came. */
public interface WalCatalogue {
    /**
     * Adds files, in order, each once: what is known of one that is in it already is replaced. Durable on return; after a
     * crash each is in it as it was or as it is. The caller keeps other writers away by {@link CatalogueLock}.
     */
    void append(List<ArchivedWal> wals) throws IOException;

    /** Whether a file of that size is in it; fast for what came of late. */
    boolean contains(String name, long size) throws IOException;

    /** The names of all files in it; a line that a crash tore is mended first. */
    Set<String> names() throws IOException;

    /** A word that is another one after somebody wrote it; empty if there is no telling. */
    Optional<String> fingerprint() throws IOException;
}
