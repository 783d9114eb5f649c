package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole configuration.
 *
 * @param globalOrigins where those options of {@code [barman]} stand that the main file sets
 * @param models the sections that are no servers, but may be switched to
 * @param files every file it was read from, the main one first, with the SHA-256 of what was read, in hexadecimal
 * @param problems what is wrong that belongs to no one server; none of them is an error
 */
public record BarmanConfig(
        GlobalConfig global,
        Map<String, Origin> globalOrigins,
        List<ServerConfig> servers,
        List<ModelConfig> models,
        Map<Path, String> files,
        List<Diagnostic> problems) {
    public BarmanConfig {
        globalOrigins = Collections.unmodifiableMap(new LinkedHashMap<>(globalOrigins));
        models = List.copyOf(models);
        servers = List.copyOf(servers);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        problems = List.copyOf(problems);
    }

    /** The server of that name. */
    public Optional<ServerConfig> find(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }
}
