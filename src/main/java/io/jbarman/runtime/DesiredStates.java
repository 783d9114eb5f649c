package io.jbarman.runtime;

import io.jbarman.config.GlobalConfig;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desired states of all servers in {@code .jbarman-desired.json} of {@code barman_home}: not in the run directory,
 * which a reboot may empty. Servers of which nothing is written are to run. Safe for use by several threads.
 */
final class DesiredStates {
    private static final Logger LOG = LoggerFactory.getLogger(DesiredStates.class);

    private final Path file;
    private final Map<String, DesiredState> states;

    private DesiredStates(Path file, Map<String, DesiredState> states) {
        this.file = file;
        this.states = new TreeMap<>(states);
    }

    /** Reads them. A file that cannot be read is told in the log, and then every server runs: no WAL is to be missed. */
    static DesiredStates of(GlobalConfig global) {
        Path file = global.barmanHome().resolve(".jbarman-desired.json");
        Map<String, DesiredState> states = new TreeMap<>();
        try {
            Json.parse(Files.readString(file))
                    .asObject()
                    .members()
                    .forEach((server, word) ->
                            DesiredState.parse(word.asText()).ifPresent(state -> states.put(server, state)));
        } catch (NoSuchFileException e) {
            LOG.debug("{} is not there: every server is to run", file);
        } catch (IOException | JsonException e) {
            LOG.error("{} cannot be read, so that every server runs: {}", file, e.getMessage());
        }
        return new DesiredStates(file, states);
    }

    synchronized DesiredState of(String server) {
        return states.getOrDefault(server, DesiredState.RUNNING);
    }

    /** Remembers it; durable on return. */
    synchronized void remember(String server, DesiredState state) throws IOException {
        if (of(server) == state) {
            return;
        }
        Map<String, DesiredState> changed = new TreeMap<>(states);
        changed.put(server, state);
        JsonBuilder json = new JsonBuilder();
        changed.forEach((name, wanted) -> json.put(name, wanted.word()));
        WholeFile.write(file, Json.write(json.build()));
        states.put(server, state);
    }
}
