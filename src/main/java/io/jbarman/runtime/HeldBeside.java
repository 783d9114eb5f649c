package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.wal.HeldWal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Received WAL that a server's history has not, and what of it somebody said to know. */
public record HeldBeside(ServerConfig server) {
    /**
     * Some of it.
     *
     * @param acknowledged whether somebody knows of it and wants no more to be told
     */
    public record Entry(HeldWal wal, boolean acknowledged) {}

    /** All that was found so far. */
    public List<Entry> entries() throws IOException {
        Set<String> known = known();
        return HeldWal.beside(StreamStorage.of(server)).stream()
                .map(wal -> new Entry(wal, known.contains(line(wal))))
                .toList();
    }

    /** Marks what begins in that segment as known; whether there is any. More of it, found later, is not what was meant. */
    public boolean acknowledge(SegmentName segment) throws IOException {
        List<Entry> meant = entries().stream()
                .filter(entry -> entry.wal().segment().equals(segment))
                .toList();
        if (!meant.isEmpty()) {
            Set<String> known = new LinkedHashSet<>(known());
            meant.forEach(entry -> known.add(line(entry.wal())));
            WholeFile.write(file(), String.join("\n", known));
        }
        return !meant.isEmpty();
    }

    private Path file() {
        return server.backupDirectory().resolve(".jbarman-held-known");
    }

    private Set<String> known() throws IOException {
        try {
            return new LinkedHashSet<>(Files.readAllLines(file()));
        } catch (NoSuchFileException e) {
            return Set.of();
        }
    }

    private static String line(HeldWal wal) {
        return wal.segment() + " " + wal.mark();
    }
}
