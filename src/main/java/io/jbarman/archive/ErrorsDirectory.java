package io.jbarman.archive;

import io.jbarman.archive.DrainReport.ErrorKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where files go that may not be archived: {@code NAME.<UTC>.duplicate}, {@code .unknown}, {@code .invalid}. */
public final class ErrorsDirectory {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Clock clock;

    public ErrorsDirectory(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Moves a file there and gives its new place, where it is durable; nothing that lies there already is overwritten.
     */
    public Path take(Path file, ErrorKind kind) throws IOException {
        return take(file, String.valueOf(file.getFileName()), kind);
    }

    /** The same for a file that should have had another name. */
    public Path take(Path file, String name, ErrorKind kind) throws IOException {
        SyncedDirectories.create(directory);
        String stem = name + "." + TIME.format(clock.instant());
        String suffix = "." + kind.name().toLowerCase(Locale.ROOT);
        for (int attempt = 0; ; attempt++) {
            Path place = directory.resolve(stem + (attempt == 0 ? "" : "-" + attempt) + suffix);
            try {
                move(file, place);
                SyncedDirectories.sync(directory);
                SyncedDirectories.syncParent(file);
                return place;
            } catch (FileAlreadyExistsException e) {
                if (attempt == 1000) {
                    throw e;
                }
            }
        }
    }

    /** To another file system the JDK would copy, and remove the file before the copy is durable. */
    private void move(Path file, Path place) throws IOException {
        if (!Files.isRegularFile(file) || Files.getFileStore(file).equals(Files.getFileStore(directory))) {
            Files.move(file, place);
            return;
        }
        Path copy = Files.createTempFile(directory, ".", ".tmp");
        try {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            SyncedDirectories.sync(copy);
            Files.createLink(place, copy);
            SyncedDirectories.sync(directory);
            Files.delete(file);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
