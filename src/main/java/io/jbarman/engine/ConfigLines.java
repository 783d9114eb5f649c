package io.jbarman.engine;

import io.jbarman.config.TextLines;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of a server's configuration file (PostgreSQL: "Parameter Names and Values"). Pure. */
final class ConfigLines {
    static final int MODE = 0600;

    private ConfigLines() {}

    /** The text with that parameter set once, at its end, and every other line as it was. */
    static String set(String text, String name, String value) {
        Stream<String> others = TextLines.of(text).lines().stream().filter(line -> !names(line, name));
        return Stream.concat(others, Stream.of(line(name, value))).collect(Collectors.joining("\n", "", "\n"));
    }

    /** One line. */
    static String line(String name, String value) {
        return name + " = '" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** Whether a line of the text sets that parameter. */
    static boolean has(String text, String name) {
        return TextLines.of(text).lines().stream().anyMatch(line -> names(line, name));
    }

    private static boolean names(String line, String name) {
        String start = line.strip().toLowerCase(Locale.ROOT);
        return start.matches("(?s)\\Q" + name.toLowerCase(Locale.ROOT) + "\\E(\\s|=).*");
    }
}
