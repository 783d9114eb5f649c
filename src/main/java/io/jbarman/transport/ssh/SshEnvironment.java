package io.jbarman.transport.ssh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where SSH finds the user's things.
 *
 * @param variables of the process: {@code SSH_AUTH_SOCK} and {@code PATH} are read
 * @param home of the user
 * @param user who runs this process
 * @param configFile instead of {@code ~/.ssh/config}
 */
public record SshEnvironment(Map<String, String> variables, Path home, String user, Optional<Path> configFile) {
    public SshEnvironment {
        variables = Map.copyOf(variables);
    }

    /** This process's own. */
    public static SshEnvironment ofThisProcess() {
        return new SshEnvironment(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("user.name"),
                Optional.empty());
    }

    /** The OpenSSH client, if it is installed. */
    Optional<Path> client() {
        for (String directory : variables.getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            Path program = Path.of(directory).resolve("ssh");
            if (Files.isExecutable(program)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /** A path as OpenSSH's configuration writes it. */
    Path expand(String path) {
        return Path.of(path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path);
    }
}
