package io.jbarman.runtime;

import io.jbarman.catalog.GapLedger;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server's {@link GapLedger} on disk, outside the directories that Barman lists. Several processes may change it. */
record GapFile(Path directory) {
    /** Each server has its own: a disk that hangs holds up no other. */
    private static final Map<Path, Object> CHANGING = new ConcurrentHashMap<>();

    static GapFile of(ServerConfig server) {
        return new GapFile(server.backupDirectory());
    }

    private Path file() {
        return directory.resolve(".jbarman-gaps.json");
    }

    GapLedger read() throws IOException {
        try {
            return GapLedger.parse(Files.readString(file()));
        } catch (NoSuchFileException e) {
            return GapLedger.EMPTY;
        } catch (JsonException | IllegalArgumentException | DateTimeException e) {
            throw new IOException(file() + " is damaged: " + e.getMessage() + "; remove it: gaps are found anew", e);
        }
    }

    /** Changes it, one after the other; durable on return. Gives what it is then. */
    GapLedger change(Change change) throws IOException {
        if (!Files.isDirectory(directory)) {
            return change.of(GapLedger.EMPTY);
        }
        // Java's file locks do not exclude threads of one process.
        synchronized (CHANGING.computeIfAbsent(directory, server -> new Object())) {
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(".jbarman-gaps.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                GapLedger before = read();
                GapLedger after = change.of(before);
                if (lock.isValid() && !after.equals(before)) {
                    WholeFile.write(file(), after.toJson());
                }
                return after;
            }
        }
    }

    /** What a ledger becomes. */
    @FunctionalInterface
    interface Change {
        GapLedger of(GapLedger before) throws IOException;
    }
}
