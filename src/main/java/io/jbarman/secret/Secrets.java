package io.jbarman.secret;

import java.util.Map;
import java.util.Optional;

/**
 * The secrets of one run, resolved.
 *
 * @param byName by the names that a topology gives them
 */
public record Secrets(Map<String, Secret> byName) {
    /** None at all, as for a command that stays offline. */
    public static final Secrets NONE = new Secrets(Map.of());

    public Secrets {
        byName = Map.copyOf(byName);
    }

    /** The secret of that name, or empty. */
    public Optional<Secret> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
