package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A password file: its lines in order, the first that matches counts (PostgreSQL: "The Password File"). */
public record Passfile(List<PassfileLine> lines) {
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    public Passfile {
        lines = List.copyOf(lines);
    }

    /** Reads the text of a password file. */
    public static Passfile parse(String text) {
        return new Passfile(
                text.lines().map(PassfileLine::parse).flatMap(Optional::stream).toList());
    }

    /**
     * Reads a password file; one that is not there is an empty one.
     *
     * @throws ProblemException if others may read it (libpq ignores it then, and the log-in fails for a reason that is
     *     hard to find), or it cannot be read
     */
    public static Passfile read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return new Passfile(List.of());
            }
            if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new ProblemException(Diagnostic.error(
                        "passfile-mode",
                        "password file " + file + " may be read by others, so PostgreSQL's clients ignore it",
                        "chmod 0600 " + file));
            }
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "passfile-unreadable",
                            "password file " + file + " cannot be read: " + e.getMessage(),
                            "make it readable for the account that runs jbarman, and only for it"),
                    e);
        }
    }

    /** The password for a connection. */
    public Optional<Secret> find(String host, int port, String database, String user) {
        return lines.stream()
                .filter(line -> line.serves(host, port, database, user))
                .map(PassfileLine::password)
                .findFirst();
    }
}
