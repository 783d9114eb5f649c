package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and reads the files of a configuration. */
final class ConfigFiles {
    private ConfigFiles() {}

    /** The {@code *.conf} files that the main file includes, sorted by name. */
    static List<Path> included(ResolvedOptions global) {
        Optional<Path> directory = Optional.ofNullable(global.values().get("configuration_files_directory"))
                .map(Path::of)
                .filter(Files::isDirectory);
        if (directory.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.get())) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory.get(), e);
        }
    }

    /** What {@code barman config-update} wrote. */
    static Optional<Path> automatic(ResolvedOptions global) {
        return Optional.ofNullable(global.values().get("barman_home"))
                .map(home -> Path.of(home, ".barman.auto.conf"))
                .filter(Files::isRegularFile);
    }

    /** The text of a file; its SHA-256 is noted in {@code digests}. */
    static String read(Path file, Map<Path, String> digests) {
        try {
            byte[] content = Files.readAllBytes(file);
            digests.put(file, HexFormat.of().formatHex(sha256().digest(content)));
            return new String(content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The same of a file that may not be there, or not for us. */
    static Optional<String> find(Path file, Map<Path, String> digests) {
        return Files.isRegularFile(file) && Files.isReadable(file)
                ? Optional.of(read(file, digests))
                : Optional.empty();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ProblemException unreadable(Path file, IOException e) {
        String why = Files.exists(file) ? "it cannot be read (" + e.getMessage() + ")" : "there is no such file";
        return new ProblemException(
                Diagnostic.error(
                        "config-unreadable",
                        "configuration " + file + ": " + why,
                        "name the right file (--config FILE; to import it, --barman-conf FILE), and run as the account that may"
                                + " read it"),
                e);
    }
}
