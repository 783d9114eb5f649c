package io.jbarman.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every option of Barman's configuration that jbarman knows, by name (Barman: "Configuration Reference"), and its own.
 * The table is {@code barman-options.txt} beside this class.
 */
public final class BarmanOptions {
    private static final Map<String, BarmanOption> ALL = read();

    private BarmanOptions() {}

    /** The option of that name. */
    public static Optional<BarmanOption> byName(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Whether an option of that name is a connection string. */
    public static boolean isConnection(String name) {
        return byName(name)
                .map(BarmanOption::kind)
                .filter(OptionKind.Connection.class::isInstance)
                .isPresent();
    }

    /** All names, in the order of the table. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    /** The name that a misspelt one was probably meant to be. */
    public static Optional<String> closestTo(String name) {
        return Spelling.closest(name, ALL.keySet());
    }

    private static Map<String, BarmanOption> read() {
        Map<String, BarmanOption> options = new LinkedHashMap<>();
        for (String line : Resource.lines("barman-options.txt")) {
            if (!line.startsWith("#") && !line.isBlank()) {
                BarmanOption option = parse(line.split("\\s*\\|\\s*", -1));
                options.put(option.name(), option);
            }
        }
        return Collections.unmodifiableMap(options);
    }

    private static BarmanOption parse(String[] columns) {
        Optional<String> defaultText =
                columns.length > 3 && !columns[3].isEmpty() ? Optional.of(columns[3]) : Optional.empty();
        return new BarmanOption(columns[0], columns[1], kind(columns[2]), defaultText);
    }

    private static OptionKind kind(String text) {
        String[] words = text.split(" ", -1);
        List<String> rest = Arrays.asList(words).subList(1, words.length);
        return switch (words[0]) {
            case "flag" -> new OptionKind.Flag();
            case "count" -> new OptionKind.Count(Integer.parseInt(rest.get(0)));
            case "choice" -> new OptionKind.Choice(rest);
            case "words" -> new OptionKind.Words(rest);
            case "conninfo" -> new OptionKind.Connection();
            case "slot" ->
                new OptionKind.Shaped(
                        Pattern.compile("[0-9a-z_]{1,63}"),
                        "a slot's name: lower-case letters, digits and _, at most 63");
            case "age" ->
                shaped("\\s*[0-9]+\\s+(hour|day|week|month)s?\\s*", "a time like 7 DAYS, 4 WEEKS or 12 HOURS");
            case "size" -> shaped("\\s*[0-9]+\\s*([kMGT]i?)?\\s*", "a size like 500M or 10Gi");
            case "level" -> shaped("-?[0-9]+|low|medium|high", "a number, or low, medium or high");
            case "retention" ->
                shaped(
                        "\\s*(redundancy\\s+[0-9]+|recovery\\s+window\\s+of\\s+[0-9]+\\s+(day|week|month)s?)\\s*",
                        "REDUNDANCY n or RECOVERY WINDOW OF n DAYS|WEEKS|MONTHS");
            case "text" -> new OptionKind.Text();
            default -> throw new IllegalStateException("unknown kind of option: " + text);
        };
    }

    private static OptionKind shaped(String shape, String words) {
        return new OptionKind.Shaped(Pattern.compile(shape, Pattern.CASE_INSENSITIVE), words);
    }
}
