package io.jbarman.wal;

import io.jbarman.json.JsonException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@link StreamRecord} in a file that Barman does not see.
 *
 * @param former where it was kept before, beside the segments, and where {@code pg_receivewal} keeps its own
 * @param leftAlone those of the two that are neither written over nor removed
 */
record StreamRecordFile(Disk disk, Path path, Path former, Set<Path> leftAlone) {
    StreamRecordFile {
        leftAlone = Set.copyOf(leftAlone);
    }

    StreamRecordFile(Disk disk, Path path, Path former) {
        this(disk, path, former, Set.of());
    }

    /**
     * What there is.
     *
     * @param records every one, by its file: two, where both wrote one in turn
     * @param unusable what is wrong with a file that holds none that can be read
     */
    record Standing(Map<Path, StreamRecord> records, Map<Path, ReceiverException> unusable) {}

    Standing read() {
        Map<Path, StreamRecord> records = new LinkedHashMap<>();
        Map<Path, ReceiverException> unusable = new LinkedHashMap<>();
        for (Path file : files()) {
            try {
                read(file).ifPresent(record -> records.put(file, record));
            } catch (ReceiverException e) {
                unusable.put(file, e);
            }
        }
        return new Standing(records, unusable);
    }

    private List<Path> files() {
        return Stream.of(path, former).distinct().toList();
    }

    private static Optional<StreamRecord> read(Path path) throws ReceiverException {
        try {
            return Optional.of(StreamRecord.parse(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException | JsonException | ArithmeticException | IllegalArgumentException e) {
            throw unusable(
                    path + " is damaged: " + e.getMessage(),
                    "make sure that the directory holds this server's WAL, then remove the file: it is written anew");
        } catch (IOException e) {
            throw unusable(path + " cannot be read: " + e, "let the account that receives read it");
        }
    }

    private static ReceiverException unusable(String what, String remedy) {
        return new ReceiverException("wal-record-unreadable", what, remedy);
    }

    /** The same, beside files that cannot be used: what they hold may come to be wanted. */
    StreamRecordFile passingOver(Map<Path, ReceiverException> unusable) {
        return new StreamRecordFile(disk, path, former, unusable.keySet());
    }

    /** Whether there is a file to write to. */
    boolean hasPlace() {
        return !leftAlone.containsAll(files());
    }

    /** Where it is written. */
    Path place() {
        return leftAlone.contains(path) ? former : path;
    }

    /** Puts one in place of all that there are; durable on return. */
    void write(StreamRecord record) throws IOException {
        new DurableFiles(disk).replace(place(), (record.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        if (!place().equals(former) && !leftAlone.contains(former) && Files.exists(former)) {
            disk.delete(former);
        }
    }
}
