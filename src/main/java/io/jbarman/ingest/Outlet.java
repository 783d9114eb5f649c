package io.jbarman.ingest;

import io.jbarman.archive.ArchiveStore;
import io.jbarman.archive.WalCodecs;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a server's WAL can be found.
 *
 * @param server its name
 * @param catalogue what the archive should have
 */
public record Outlet(
        String server, WalCodecs codecs, ArchiveStore wals, Catalogue catalogue, Path incoming, Path streaming) {
    /** The names of what was archived and not removed since. */
    @FunctionalInterface
    public interface Catalogue {
        /** Whether this one is among them. */
        boolean lists(String name) throws IOException;
    }
}
