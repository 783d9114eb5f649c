package io.jbarman.runtime;

import io.jbarman.catalog.RecordLedger;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;

/**
 * A server's {@link RecordLedger} on disk, outside the directories that Barman lists. It is not synced: what a crash takes
 * of it is found anew.
 */
record RecordFile(Path file) {
    static RecordFile of(ServerConfig server) {
        return new RecordFile(server.backupDirectory().resolve(".jbarman-records.json"));
    }

    /** What is written; nothing, if it was lost or damaged. */
    RecordLedger read() throws IOException {
        try {
            return RecordLedger.parse(Files.readString(file));
        } catch (NoSuchFileException | JsonException | IllegalArgumentException | DateTimeException e) {
            return RecordLedger.EMPTY;
        }
    }

    /** Seen whole or not at all. */
    void write(RecordLedger ledger) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, ledger.toJson() + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
