package io.jbarman.runtime;

import io.jbarman.catalog.GapLedger;
import io.jbarman.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A server's {@link GapLedger} on disk, outside the directories that Barman lists. */
record GapFile(Path file) {
    static GapFile of(ServerConfig server) {
        return new GapFile(server.backupDirectory().resolve(".jbarman-gaps.json"));
    }

    GapLedger read() throws IOException {
        try {
            return GapLedger.parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            return GapLedger.EMPTY;
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage() + "; remove it: gaps are found anew", e);
        }
    }

    /** Durable on return. */
    void write(GapLedger ledger) throws IOException {
        WholeFile.write(file, ledger.toJson());
    }
}
