package io.jbarman.catalog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the last whole line of a file without reading the file. */
final class LastLine {
    private static final int BLOCK = 4096;

    private LastLine() {}

    static Optional<String> of(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, access.length() - BLOCK);
            byte[] tail = new byte[(int) (access.length() - start)];
            access.seek(start);
            access.readFully(tail);
            return lastLine(new String(tail, StandardCharsets.UTF_8));
        }
    }

    private static Optional<String> lastLine(String tail) {
        int end = tail.lastIndexOf('\n');
        if (end < 0) {
            return Optional.empty();
        }
        return Optional.of(tail.substring(tail.lastIndexOf('\n', end - 1) + 1, end));
    }
}
