package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A failure of the barmanhost's own disk, as a person can use it. */
public final class StorageProblem {
    private static final long SCARCE = 64L << 20;

    private StorageProblem() {}

    /** Translates what writing for a server threw. */
    public static Diagnostic of(ServerConfig server, IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return Diagnostic.error(
                    "storage-denied",
                    "server '" + server.name() + "': " + denied.getFile() + " may not be written",
                    "make it writable for the account that runs jbarman: chown, or chmod u+rwx");
        }
        if (isFull(server, failure)) {
            return Diagnostic.error(
                    "storage-full",
                    "server '" + server.name() + "': the disk of " + server.backupDirectory() + " is full",
                    "free space there; nothing is lost meanwhile, since PostgreSQL keeps the WAL, and its own disk fills");
        }
        return Diagnostic.error(
                "storage-failed",
                "server '" + server.name() + "': " + text(failure),
                "look at the disk of " + server.backupDirectory() + "; it is tried again by itself");
    }

    private static boolean isFull(ServerConfig server, IOException failure) {
        boolean said = String.valueOf(failure.getMessage()).contains("No space left on device")
                || String.valueOf(failure.getMessage()).contains("quota exceeded");
        return said
                || freeSpace(server.backupDirectory()).filter(free -> free == 0).isPresent();
    }

    /** Whether so little is left that the next segments will not fit. */
    public static boolean isScarce(Path directory) {
        return freeSpace(directory).filter(free -> free < SCARCE).isPresent();
    }

    private static Optional<Long> freeSpace(Path directory) {
        try {
            return Optional.of(Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(IOException failure) {
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
