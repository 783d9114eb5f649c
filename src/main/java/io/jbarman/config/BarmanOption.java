package io.jbarman.config;

import java.util.Optional;

/**
 * One option of Barman's configuration.
 *
 * @param scopes any of G (the {@code [barman]} section), S (a server's section), M (a model's)
 * @param defaultText what it is where nothing is said, before interpolation
 */
public record BarmanOption(String name, String scopes, OptionKind kind, Optional<String> defaultText) {
    /** Whether it may stand in {@code [barman]}. */
    public boolean isGlobal() {
        return scopes.contains("G");
    }

    /** Whether it may stand in a server's section. */
    public boolean isServer() {
        return scopes.contains("S");
    }

    /** What the option takes, if it does not take this value; empty if the value is good. */
    public Optional<String> check(String value) {
        return kind.check(value);
    }
}
