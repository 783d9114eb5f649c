package io.jbarman.resource.file;

import io.jbarman.facts.file.PathFact;
import java.util.Optional;

/**
 * As whom a path of the barmanhost is written: as its account where that may, else as root on its behalf.
 *
 * @param owner to be set; empty where the writer is the owner
 */
public record Writer(String account, Optional<String> owner) {
    /** The writer for a path that {@code user} is to own. */
    public static Writer of(String user, PathFact path) {
        return path.writable() ? new Writer(user, Optional.empty()) : new Writer("root", Optional.of(user));
    }
}
