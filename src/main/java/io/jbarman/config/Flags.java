package io.jbarman.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Yes and no, as Barman reads them. */
public final class Flags {
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "1", "on");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "0", "off");

    private Flags() {}

    /** The truth value, or empty if the word is none. */
    public static Optional<Boolean> parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return Optional.of(true);
        }
        return FALSE.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
