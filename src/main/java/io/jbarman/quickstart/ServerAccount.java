package io.jbarman.quickstart;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account that a PostgreSQL server of ours runs as: this process's own, or, since initdb and postgres refuse root,
 * {@code postgres} or else {@code nobody}, taken with setpriv or runuser (both Debian's util-linux).
 *
 * @param name in the password database
 * @param switching what must stand before a command for it to run as that account; empty where it is ours
 */
public record ServerAccount(String name, List<String> switching) {
    private static final Path PASSWORDS = Path.of("/etc/passwd");

    /** The one for this process. */
    public static ServerAccount ofThisProcess() throws IOException {
        String own = System.getProperty("user.name", "");
        return own.equals("root") ? unprivileged() : new ServerAccount(own, List.of());
    }

    private static ServerAccount unprivileged() throws IOException {
        String[] account = passwordEntry("postgres")
                .or(() -> passwordEntry("nobody"))
                .orElseThrow(() -> cannot("there is neither an account 'postgres' nor 'nobody'"));
        return new ServerAccount(account[0], switchTo(account[0], account[3]));
    }

    private static List<String> switchTo(String name, String group) {
        if (onPath("setpriv")) {
            return List.of("setpriv", "--reuid=" + name, "--regid=" + group, "--init-groups", "--");
        }
        if (onPath("runuser")) {
            return List.of("runuser", "-u", name, "--");
        }
        throw cannot("there is neither setpriv nor runuser");
    }

    private static ProblemException cannot(String why) {
        return new ProblemException(Diagnostic.error(
                "server-account",
                "PostgreSQL refuses to run as root, and no other account can be taken: " + why,
                "run this as an ordinary user, or install Debian's package util-linux"));
    }

    private static Optional<String[]> passwordEntry(String name) {
        try (Stream<String> lines = Files.lines(PASSWORDS)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 5 && fields[0].equals(name))
                    .findFirst();
        } catch (IOException noPasswordFile) {
            return Optional.empty();
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(
                        System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Whether it is another account than this process's. */
    public boolean isOther() {
        return !switching.isEmpty();
    }

    /** A command line that runs as this account. */
    List<String> command(List<String> arguments) {
        List<String> all = new ArrayList<>(switching);
        all.addAll(arguments);
        return all;
    }

    /** Makes an empty directory that only this account may enter. */
    Path createPrivateDirectory(Path directory) throws IOException {
        Files.createDirectory(
                directory,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
        give(directory);
        return directory;
    }

    /** Gives a file or directory to this account. */
    void give(Path path) throws IOException {
        if (isOther()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        }
    }
}
