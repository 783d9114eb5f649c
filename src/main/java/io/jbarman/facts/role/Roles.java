package io.jbarman.facts.role;

import java.util.Map;
import java.util.Optional;

/** Those of the roles asked for that exist, by name. */
public record Roles(Map<String, Role> byName) {
    public Roles {
        byName = Map.copyOf(byName);
    }

    /** The role, if it exists. */
    public Optional<Role> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
