package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where Barman looks for its main configuration file. */
public record ConfigSearch(Map<String, String> environment, Path home) {
    /**
     * The file named explicitly, else by {@code BARMAN_CONFIG_FILE}, else the first that is there of the three places.
     *
     * @throws ProblemException naming the places, if there is none
     */
    public Path find(Optional<Path> named) {
        return named.or(() -> Optional.ofNullable(environment.get("BARMAN_CONFIG_FILE"))
                        .map(Path::of))
                .or(() -> places().stream().filter(Files::isReadable).findFirst())
                .orElseThrow(() -> new ProblemException(Diagnostic.error(
                                "config-not-found",
                                "there is no configuration file",
                                "name one with --config FILE or BARMAN_CONFIG_FILE")
                        .withDetail("looked for " + places())));
    }

    private List<Path> places() {
        return List.of(home.resolve(".barman.conf"), Path.of("/etc/barman.conf"), Path.of("/etc/barman/barman.conf"));
    }
}
