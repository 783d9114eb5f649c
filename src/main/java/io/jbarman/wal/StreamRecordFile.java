package io.jbarman.wal;

import io.jbarman.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@link StreamRecord} in a file that Barman does not see.
 *
 * @param former where it was kept before, beside the segments, and where {@code pg_receivewal} keeps its own
 */
record StreamRecordFile(Disk disk, Path path, Path former) {

    /** Every record that there is, by its file: two, where both wrote one in turn. */
    Map<Path, StreamRecord> read() throws IOException, ReceiverException {
        Map<Path, StreamRecord> standing = new LinkedHashMap<>();
        for (Path file : path.equals(former) ? new Path[] {path} : new Path[] {path, former}) {
            read(file).ifPresent(record -> standing.put(file, record));
        }
        return standing;
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

    /** Puts one in place of all that there are; durable on return. */
    void write(StreamRecord record) throws IOException {
        new DurableFiles(disk).replace(path, (record.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        if (!path.equals(former) && Files.exists(former)) {
            disk.delete(former);
        }
    }
}
