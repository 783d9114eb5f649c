package io.jbarman.facts.setting;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL's own form of a setting's value, so that {@code 1GB} equals {@code 1024MB} and {@code yes} equals
 * {@code on} (PostgreSQL: "Parameter Names and Values"). Numbers come out in the setting's unit; those with a fraction
 * with the six digits that the server itself shows. What a setting's own check refuses beyond type, range and words is
 * not known here.
 */
public final class NormalForm {
    private static final List<String> TRUE = List.of("true", "yes", "on", "1");
    private static final List<String> FALSE = List.of("false", "no", "off", "0");
    /** Words that the server takes and pg_settings does not list, and one that it takes for another. */
    private static final Map<String, Map<String, String>> OTHER_WORDS = Map.of(
            "wal_level", Map.of("archive", "replica", "hot_standby", "replica"),
            "wal_compression", Map.of("on", "pglz", "true", "pglz", "yes", "pglz", "1", "pglz"));

    private static final int LAST_WITH_FLAG_FOR_MD5 = 13;

    private static final String DEBUG = "debug";

    private NormalForm() {}

    /** The value in normal form; empty if the server would refuse it. */
    public static Optional<String> of(Setting setting, String text) {
        return switch (setting.type()) {
            case "bool" -> flag(text);
            case "integer" -> NumberForm.integer(setting, text);
            case "real" -> NumberForm.real(setting, text);
            case "enum" -> word(setting, text.toLowerCase(Locale.ROOT));
            default -> Optional.of(text(setting, text));
        };
    }

    private static String text(Setting setting, String text) {
        return ListSettings.includes(setting.name()) ? String.join(", ", ListSettings.elements(text)) : text;
    }

    /** Any unambiguous beginning of the four pairs of words, as {@code parse_bool} has it. */
    private static Optional<String> flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.equals("o")) {
            return Optional.empty();
        }
        if (TRUE.stream().anyMatch(full -> full.startsWith(word))) {
            return Optional.of("on");
        }
        return FALSE.stream().anyMatch(full -> full.startsWith(word)) ? Optional.of("off") : Optional.empty();
    }

    private static Optional<String> word(Setting setting, String word) {
        return Optional.ofNullable(
                        OTHER_WORDS.getOrDefault(setting.name(), Map.of()).get(word))
                .filter(setting.words()::contains)
                .or(() -> listed(setting, word))
                .or(() -> unlisted(setting, word));
    }

    /** In the server's spelling. */
    private static Optional<String> listed(Setting setting, String word) {
        return setting.words().stream().filter(word::equalsIgnoreCase).findFirst();
    }

    private static Optional<String> unlisted(Setting setting, String word) {
        if (word.equals(DEBUG)) {
            return listed(setting, "debug2");
        }
        boolean flag = TRUE.contains(word) || FALSE.contains(word);
        if (setting.name().equals("password_encryption")) {
            return TRUE.contains(word) && setting.major() <= LAST_WITH_FLAG_FOR_MD5
                    ? Optional.of("md5")
                    : Optional.empty();
        }
        return flag ? flag(word).filter(setting.words()::contains) : Optional.empty();
    }
}
