package io.jbarman.archive;

import io.jbarman.archive.DrainReport.ErrorKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Moves a file there and gives its new place; nothing that lies there already is overwritten. */
    public Path take(Path file, ErrorKind kind) throws IOException {
        return take(file, String.valueOf(file.getFileName()), kind);
    }

    /** The same for a file that should have had another name. */
    public Path take(Path file, String name, ErrorKind kind) throws IOException {
        Files.createDirectories(directory);
        String stem = name + "." + TIME.format(clock.instant());
        String suffix = "." + kind.name().toLowerCase(Locale.ROOT);
        for (int attempt = 0; ; attempt++) {
            Path place = directory.resolve(stem + (attempt == 0 ? "" : "-" + attempt) + suffix);
            try {
                return Files.move(file, place);
            } catch (FileAlreadyExistsException e) {
                if (attempt == 1000) {
                    throw e;
                }
            }
        }
    }
}
