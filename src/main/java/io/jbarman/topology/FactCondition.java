package io.jbarman.topology;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A condition over what is seen of a host, which is decided when that has been looked at.
 *
 * @param expression over variables and {@code host.facts}
 * @param values of the variables in it
 */
public record FactCondition(String expression, Map<String, Object> values) {
    public FactCondition {
        values = Map.copyOf(values);
    }

    /** Facts of a host that does not exist, to try expressions on: all names that there are. */
    public static final Map<String, Object> EXAMPLE = Map.of(
            "os",
                    Map.of(
                            "name", "debian",
                            "family", "debian",
                            "version", "12",
                            "major", 12L,
                            "codename", "bookworm"),
            "kernel", "6.1.0",
            "architecture", "x86_64",
            "hostname", "pghost",
            "cpus", 2L,
            "memory_mb", 4096L,
            "init", "systemd");

    /** The variables with those facts for {@code host.facts}. */
    public Map<String, Object> with(Map<String, Object> facts) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.put("host", HostFacts.in(values.getOrDefault("host", Map.of()), facts));
        return all;
    }
}
