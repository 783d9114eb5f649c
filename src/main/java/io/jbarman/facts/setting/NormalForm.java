package io.jbarman.facts.setting;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's own form of a setting's value, so that {@code 1GB} equals {@code 1024MB} and {@code yes} equals
 * {@code on} (PostgreSQL: "Parameter Names and Values"). Numbers come out in the setting's unit.
 */
public final class NormalForm {
    private static final Pattern NUMBER = Pattern.compile(
            "\\s*([-+]?(?:0[xX][0-9a-fA-F]+|\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|\\.\\d+))\\s*([A-Za-z]*)\\s*");
    private static final List<String> TRUE = List.of("true", "yes", "on", "1");
    private static final List<String> FALSE = List.of("false", "no", "off", "0");
    /** Words that the server takes and pg_settings does not list. */
    private static final Map<String, Map<String, String>> HIDDEN_WORDS =
            Map.of("wal_level", Map.of("archive", "replica", "hot_standby", "replica"));

    private NormalForm() {}

    /** The value in normal form; empty if the server would refuse it. */
    public static Optional<String> of(Setting setting, String text) {
        return switch (setting.type()) {
            case "bool" -> flag(text);
            case "integer" -> integer(setting, text);
            case "real" -> number(setting, text).map(NormalForm::plain);
            case "enum" -> word(setting, text);
            default -> Optional.of(text(setting, text));
        };
    }

    private static String text(Setting setting, String text) {
        return ListSettings.includes(setting.name()) ? String.join(", ", ListSettings.elements(text)) : text;
    }

    private static Optional<String> integer(Setting setting, String text) {
        return number(setting, text)
                .map(Math::rint)
                .filter(number -> inRange(setting, number))
                .map(NormalForm::plain);
    }

    private static boolean inRange(Setting setting, double number) {
        return setting.minimum()
                        .map(Double::parseDouble)
                        .filter(least -> number < least)
                        .isEmpty()
                && setting.maximum()
                        .map(Double::parseDouble)
                        .filter(most -> number > most)
                        .isEmpty();
    }

    private static Optional<Double> number(Setting setting, String text) {
        Matcher parts = NUMBER.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        double number = value(parts.group(1));
        if (parts.group(2).isEmpty()) {
            return Optional.of(number);
        }
        return setting.unit().flatMap(base -> Units.convert(number, parts.group(2), base));
    }

    private static double value(String digits) {
        String lower = digits.toLowerCase(Locale.ROOT);
        // As strtol reads them: 0777 is octal.
        boolean based = lower.contains("0x") || lower.matches("[-+]?0[0-7]+");
        return based ? Long.decode(lower) : Double.parseDouble(digits);
    }

    private static String plain(double number) {
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        return exact.signum() == 0 ? "0" : exact.toPlainString();
    }

    /** Any unambiguous beginning of the four pairs of words, as {@code parse_bool} has it. */
    private static Optional<String> flag(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.equals("o")) {
            return Optional.empty();
        }
        if (TRUE.stream().anyMatch(full -> full.startsWith(word))) {
            return Optional.of("on");
        }
        return FALSE.stream().anyMatch(full -> full.startsWith(word)) ? Optional.of("off") : Optional.empty();
    }

    private static Optional<String> word(Setting setting, String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (setting.words().contains(word)) {
            return Optional.of(word);
        }
        String hidden = HIDDEN_WORDS.getOrDefault(setting.name(), Map.of()).get(word);
        if (hidden != null) {
            return Optional.of(hidden);
        }
        return List.of("on", "off", "true", "false", "yes", "no", "1", "0").contains(word)
                ? flag(word).filter(setting.words()::contains)
                : Optional.empty();
    }
}
