package io.jbarman.runtime;

import io.jbarman.archive.ArchiveHooks;
import io.jbarman.archive.ArchivedWal;
import io.jbarman.diagnostics.Diagnostic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether an archiver that has something to do gets on with it: a hook script that goes on failing, one that always asks
 * for a later pass, and a disk that hangs end no pass with a failure. Safe for use by several threads; touches no disk.
 */
final class ArchiverProgress {
    private static final Duration LONG = Duration.ofMinutes(15);

    private final String server;
    private final LongSupplier nanoseconds;
    private volatile long moved;
    private volatile boolean owes;

    /** @param nanoseconds a clock that nobody sets */
    ArchiverProgress(String server, LongSupplier nanoseconds) {
        this.server = server;
        this.nanoseconds = nanoseconds;
    }

    /** A pass begins; what an earlier one left has been waiting since then. */
    synchronized void begins() {
        if (!owes) {
            moves();
        }
        owes = true;
    }

    /** A pass has come to its end. */
    synchronized void ended(boolean left) {
        owes = left;
    }

    /** Whether the last pass has left something to the next one, or came to no end. */
    boolean owes() {
        return owes;
    }

    /** The same hooks; each file that is done with is progress, before they are told of it. */
    ArchiveHooks seenBy(ArchiveHooks hooks) {
        return new ArchiveHooks() {
            @Override
            public boolean before(ArchivedWal wal, Path file) {
                return hooks.before(wal, file);
            }

            @Override
            public void after(ArchivedWal wal, Optional<String> error) {
                moves();
                hooks.after(wal, error);
            }
        };
    }

    private void moves() {
        moved = nanoseconds.getAsLong();
    }

    /** What is to be said where it stands still; empty where it moves or has nothing to do. */
    Optional<Diagnostic> standstill() {
        Duration still = Duration.ofNanos(nanoseconds.getAsLong() - moved);
        return owes && still.compareTo(LONG) > 0
                ? Optional.of(Diagnostic.error(
                        "archiver-stands-still",
                        "server '" + server + "': WAL waits, and the archiver got on with none of it for "
                                + still.toMinutes() + " minutes",
                        "see the log for a hook script that goes on failing or ends with 63, and whether the disk of the"
                                + " archive answers"))
                : Optional.empty();
    }
}
