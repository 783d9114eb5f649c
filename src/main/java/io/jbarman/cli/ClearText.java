package io.jbarman.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Secrets in clear for as long as somebody edits them: in a directory of their own, in memory where there is a place for
 * it, gone with all that an editor left beside them when this is closed. What a process that was killed has left goes
 * with the next one.
 */
final class ClearText implements AutoCloseable {
    private static final String PREFIX = "jbarman-secrets-";

    private final Path file;

    private ClearText(Path file) {
        this.file = file;
    }

    static ClearText of(byte[] text) {
        Path parent = parents().get(0);
        try {
            Path directory = PrivateFile.directoryIn(
                    parent, PREFIX + ProcessHandle.current().pid() + "-");
            ClearText clear = new ClearText(directory.resolve("secrets"));
            PrivateFile.create(clear.file, text);
            return clear;
        } catch (IOException e) {
            throw SecretsFile.unwritable(parent, e);
        }
    }

    Path file() {
        return file;
    }

    /** What was typed is worth more than tidiness: it stays, elsewhere than where the next one tidies up. */
    Path keep() {
        Path directory = file.resolveSibling("");
        try {
            Path kept = PrivateFile.directoryIn(directory.resolveSibling(""), "jbarman-")
                    .resolve("secrets");
            Files.move(file, kept);
            removeQuietly(directory);
            return kept;
        } catch (IOException e) {
            return file;
        }
    }

    /** Removes what is left of processes that are no more. */
    static void sweep() {
        for (Path parent : parents()) {
            try (Stream<Path> found = Files.list(parent)) {
                found.filter(ClearText::isLeft).forEach(ClearText::removeQuietly);
            } catch (IOException e) {
                // What cannot be listed holds nothing of ours.
            }
        }
    }

    private static boolean isLeft(Path directory) {
        String name = directory.getFileName().toString();
        try {
            return name.matches(PREFIX + "[0-9]{1,10}-.*")
                    && Files.isDirectory(directory, java.nio.file.LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(directory).getName().equals(System.getProperty("user.name"))
                    && ProcessHandle.of(
                                    Long.parseLong(name.substring(PREFIX.length(), name.indexOf('-', PREFIX.length()))))
                            .isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it may be, in the order of preference. */
    private static List<Path> parents() {
        List<Path> parents = new ArrayList<>(Stream.of(System.getenv().getOrDefault("XDG_RUNTIME_DIR", ""), "/dev/shm")
                .filter(name -> name.startsWith("/"))
                .map(Path::of)
                .filter(Files::isWritable)
                .toList());
        parents.add(Path.of(System.getProperty("java.io.tmpdir")));
        return parents;
    }

    /** Editors leave copies beside it. */
    private static void removeQuietly(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
            Files.delete(directory);
        } catch (IOException e) {
            // It is private, and the next one tries again.
        }
    }

    @Override
    public void close() {
        Path directory = file.resolveSibling("");
        if (!Files.exists(directory)) {
            return;
        }
        removeQuietly(directory);
        if (Files.exists(directory)) {
            throw SecretsFile.unwritable(directory, new IOException("it could not be emptied"));
        }
    }
}
