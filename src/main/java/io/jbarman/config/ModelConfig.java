package io.jbarman.config;

import io.jbarman.diagnostics.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A set of options that servers of a cluster can be switched to (Barman: "Configuration Models").
 *
 * @param values as they stand in the file, before interpolation
 * @param origins where each of them stands
 */
public record ModelConfig(String name, Origin origin, Map<String, String> values, Map<String, Origin> origins) {
    public ModelConfig {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        origins = Map.copyOf(origins);
    }

    static ModelConfig of(IniSection section) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        section.values().forEach((name, value) -> {
            values.put(name, value.raw());
            origins.put(name, value.origin());
        });
        return new ModelConfig(section.name(), section.origin(), values, origins);
    }

    /** The servers that can be switched to it. */
    public Optional<String> cluster() {
        return Optional.ofNullable(values.get("cluster"));
    }
}
