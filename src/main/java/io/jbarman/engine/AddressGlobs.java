package io.jbarman.engine;

import io.jbarman.plan.ResourceId;
import java.util.List;
import java.util.regex.Pattern;

/** Addresses by pattern: {@code *} stands for any characters, slashes too, {@code ?} for one. */
public record AddressGlobs(List<Pattern> patterns) {
    /** Matches nothing. */
    public static final AddressGlobs NONE = new AddressGlobs(List.of());

    public static AddressGlobs of(List<String> globs) {
        return new AddressGlobs(globs.stream().map(AddressGlobs::pattern).toList());
    }

    /** Whether one of the patterns is that whole address. */
    public boolean match(ResourceId id) {
        return match(id.toString());
    }

    /** Whether one of the patterns is that whole text. */
    public boolean match(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.codePoints().forEach(point -> regex.append(translated(Character.toString(point))));
        return Pattern.compile(regex.toString());
    }

    private static String translated(String character) {
        return switch (character) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(character);
        };
    }
}
