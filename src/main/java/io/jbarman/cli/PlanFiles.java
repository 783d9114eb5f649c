package io.jbarman.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Plan files on this machine. */
final class PlanFiles {
    private static final int LARGEST = 16 << 20;

    private PlanFiles() {}

    /** A file's text; empty if it cannot be read, which whoever reads it as a topology will tell. */
    static Optional<String> textOf(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
