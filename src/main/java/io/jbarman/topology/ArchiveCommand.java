package io.jbarman.topology;

import java.util.Optional;

/**
 * How a server's own archiver is to send WAL to its barmanhost.
 *
 * @param replace the exact text of another archive_command that may be replaced
 */
public record ArchiveCommand(Method method, Optional<String> replace) {
    /** By which program. */
    public enum Method {
        /** Barman's client where it is installed, else jbarman's: put-wal on the barmanhost, which makes it durable. */
        BARMAN_WAL_ARCHIVE,
        /** rsync over ssh: nothing says that it is durable there. */
        RSYNC,
        /** The same, unless the server is a copy on another host. */
        RSYNC_GUARDED,
        /** A copy on the same machine, never over another file, and durable. */
        LOCAL_COPY
    }
}
