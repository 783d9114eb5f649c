package io.jbarman.config;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What options of Barman's are for, in a sentence each, in {@code barman-option-words.txt} beside this class. */
public final class BarmanOptionWords {
    private static final Map<String, String> WORDS = Resource.lines("barman-option-words.txt").stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));

    private BarmanOptionWords() {}

    /** The sentence of an option; empty for one that a server cannot have. */
    public static Optional<String> of(String name) {
        return Optional.ofNullable(WORDS.get(name));
    }
}
