package io.jbarman.catalog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the last whole line of a file without reading the file. */
final class LastLine {
    private static final int BLOCK = 1 << 16;

    private LastLine() {}

    static Optional<String> of(Path file) throws IOException {
        return lastLine(block(file));
    }

    /** The last of the late lines that begins so. */
    static Optional<String> beginningWith(String start, Path file) throws IOException {
        String tail = block(file);
        int begin = tail.lastIndexOf("\n" + start);
        int end = begin < 0 ? -1 : tail.indexOf('\n', begin + 1);
        return end < 0 ? Optional.empty() : Optional.of(tail.substring(begin + 1, end));
    }

    /** The late lines of a long file; none where it is read as quickly. */
    static List<String> late(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) <= BLOCK) {
            return List.of();
        }
        String tail = block(file);
        return tail.substring(tail.indexOf('\n') + 1).lines().toList();
    }

    /** The end of the file, or all of it if it is short. */
    private static String block(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, access.length() - BLOCK);
            byte[] tail = new byte[(int) (access.length() - start)];
            access.seek(start);
            access.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8);
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
