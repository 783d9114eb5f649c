package io.jbarman.facts.setting;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All settings that a server knows, by their name in lower case: names are told apart without regard to case. */
public record Settings(Map<String, Setting> byName) {
    public Settings {
        byName = Map.copyOf(byName);
    }

    /** The setting, if the server knows it. */
    public Optional<Setting> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The running value, if the server knows the setting and shows it. */
    public Optional<String> value(String name) {
        return find(name).map(Setting::value);
    }

    /** All names. */
    public Set<String> names() {
        return byName.keySet();
    }
}
