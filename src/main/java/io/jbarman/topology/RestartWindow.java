package io.jbarman.topology;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A time of the week in a host's local time; one that ends before it begins goes on into the next day.
 *
 * @param days on which it begins
 * @param to the first minute that is outside again
 */
public record RestartWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String TIME = "((?:[01][0-9]|2[0-3]):[0-5][0-9])";

    /** Java goes deeper with each day, and more of them than that were not meant. */
    private static final int LONGEST = 200;

    /** How it is written, for Java and for JSON Schema. */
    public static final Pattern SHAPE = Pattern.compile("^window \"?((?:" + DAY + "(?:-" + DAY + ")?(?:," + DAY + "(?:-"
            + DAY + ")?)*)|daily) " + TIME + "-" + TIME + "\"?$");

    public RestartWindow {
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /** Reads {@code window "Sat,Sun 02:00-04:00"}; empty if it is none, or ends when it begins. */
    public static Optional<RestartWindow> parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (text.length() > LONGEST || !parts.matches() || parts.group(2).equals(parts.group(3))) {
            return Optional.empty();
        }
        return Optional.of(new RestartWindow(
                days(parts.group(1)), LocalTime.parse(parts.group(2)), LocalTime.parse(parts.group(3))));
    }

    /** Whether that moment is in it. */
    public boolean contains(DayOfWeek day, LocalTime time) {
        if (from.isBefore(to)) {
            return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
    }

    private static Set<DayOfWeek> days(String text) {
        if (text.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            DayOfWeek last = day(part.substring(part.length() - 3));
            for (DayOfWeek day = day(part.substring(0, 3)); day != last; day = day.plus(1)) {
                days.add(day);
            }
            days.add(last);
        }
        return days;
    }

    private static DayOfWeek day(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (shortName(day).equals(word)) {
                return day;
            }
        }
        throw new IllegalArgumentException("no day of the week: " + word);
    }

    private static String shortName(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    @Override
    public String toString() {
        String names = days.size() == DayOfWeek.values().length
                ? "daily"
                : days.stream().map(RestartWindow::shortName).collect(Collectors.joining(","));
        return "window \"" + names + " " + from + "-" + to + "\"";
    }
}
