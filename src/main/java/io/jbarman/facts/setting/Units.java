package io.jbarman.facts.setting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory and time units of settings (PostgreSQL: "Parameter Names and Values"). Unit names are case-sensitive. */
final class Units {
    private static final List<String> MEMORY = List.of("B", "kB", "MB", "GB", "TB");
    private static final List<String> TIME = List.of("us", "ms", "s", "min", "h", "d");
    private static final Map<String, Double> SIZES = Map.ofEntries(
            Map.entry("B", 1.0),
            Map.entry("kB", 1024.0),
            Map.entry("MB", 1024.0 * 1024),
            Map.entry("GB", 1024.0 * 1024 * 1024),
            Map.entry("TB", 1024.0 * 1024 * 1024 * 1024),
            Map.entry("us", 1.0),
            Map.entry("ms", 1000.0),
            Map.entry("s", 1_000_000.0),
            Map.entry("min", 60_000_000.0),
            Map.entry("h", 3_600_000_000.0),
            Map.entry("d", 86_400_000_000.0));
    private static final Pattern BASE = Pattern.compile("(\\d*)([A-Za-z]+)");

    private Units() {}

    /** A number of {@code unit} as a number of {@code base}; empty where the one does not measure what the other does. */
    static Optional<Double> convert(double number, String unit, String base) {
        Matcher parts = BASE.matcher(base);
        if (!parts.matches()
                || family(parts.group(2)).isEmpty()
                || !family(parts.group(2)).contains(unit)) {
            return Optional.empty();
        }
        double step = size(parts.group(2)) * (parts.group(1).isEmpty() ? 1 : Integer.parseInt(parts.group(1)));
        return Optional.of(toNextSmaller(number, unit, step));
    }

    /** A number of {@code base} as SHOW writes it: in the largest unit that leaves a whole number. */
    static Optional<String> display(long number, String base) {
        Matcher parts = BASE.matcher(base);
        if (number <= 0 || !parts.matches() || family(parts.group(2)).isEmpty()) {
            return Optional.empty();
        }
        long step = parts.group(1).isEmpty() ? 1 : Long.parseLong(parts.group(1));
        double amount = number * step * size(parts.group(2));
        List<String> largestFirst = new ArrayList<>(family(parts.group(2)));
        Collections.reverse(largestFirst);
        return largestFirst.stream()
                .filter(unit -> amount % size(unit) == 0)
                .findFirst()
                .map(unit -> Math.round(amount / size(unit)) + unit);
    }

    /** As the server does, a fraction is first rounded to whole units of the next smaller kind: 1.1GB is 1126MB. */
    private static double toNextSmaller(double number, String unit, double step) {
        List<String> family = family(unit);
        int place = family.indexOf(unit);
        double exact = number * size(unit) / step;
        if (place == 0 || size(family.get(place - 1)) < step) {
            return exact;
        }
        double smaller = size(family.get(place - 1)) / step;
        return Math.rint(exact / smaller) * smaller;
    }

    private static List<String> family(String unit) {
        if (MEMORY.contains(unit)) {
            return MEMORY;
        }
        return TIME.contains(unit) ? TIME : List.of();
    }

    private static double size(String unit) {
        return SIZES.getOrDefault(unit, 1.0);
    }
}
