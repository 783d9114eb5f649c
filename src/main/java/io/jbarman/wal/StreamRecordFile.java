package io.jbarman.wal;

import io.jbarman.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@link StreamRecord} in a file that Barman does not see.
 *
 * @param former where it was kept before, beside the segments; it counts as long as there is no other
 */
record StreamRecordFile(Disk disk, Path path, Path former) {

    /** What it says; empty if there is none. */
    Optional<StreamRecord> read() throws IOException, ReceiverException {
        Optional<StreamRecord> record = read(path);
        return record.isPresent() || path.equals(former) ? record : read(former);
    }

    private static Optional<StreamRecord> read(Path path) throws IOException, ReceiverException {
        try {
            return Optional.of(StreamRecord.parse(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonException | ArithmeticException | IllegalArgumentException e) {
            throw new ReceiverException(
                    "wal-record-unreadable",
                    path + " is damaged: " + e.getMessage(),
                    "make sure that the directory holds this server's WAL, then remove the file: it is written anew");
        }
    }

    /** Replaces it; durable on return. */
    void write(StreamRecord record) throws IOException {
        new DurableFiles(disk).replace(path, (record.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        if (!path.equals(former) && Files.exists(former)) {
            disk.delete(former);
        }
    }
}
