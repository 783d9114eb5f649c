package io.jbarman.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Times as cron has them, in five fields: minute, hour, day of the month, month, day of the week.
 *
 * @param text as it is written
 * @param calendars the same for systemd ({@code OnCalendar}), each adding its times
 */
public record CronTimes(String text, List<String> calendars) {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Pattern ITEM = Pattern.compile("(\\*|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/(\\d{1,2}))?");

    public CronTimes {
        calendars = List.copyOf(calendars);
    }

    /** Reads five fields; empty if cron would not take them. */
    public static Optional<CronTimes> parse(String text) {
        String[] fields = text.split(" +", 7);
        if (fields.length != 5 || text.length() > 200) {
            return Optional.empty();
        }
        Optional<Field> minute = Field.of(fields[0], 0, 59, List.of());
        Optional<Field> hour = Field.of(fields[1], 0, 23, List.of());
        Optional<Field> day = Field.of(fields[2], 1, 31, List.of());
        Optional<Field> month = Field.of(fields[3], 1, 12, MONTHS);
        Optional<Field> weekday = Field.of(fields[4], 0, 7, DAYS);
        boolean good =
                minute.isPresent() && hour.isPresent() && day.isPresent() && month.isPresent() && weekday.isPresent();
        return good
                ? Optional.of(
                        new CronTimes(text, calendars(minute.get(), hour.get(), day.get(), month.get(), weekday.get())))
                : Optional.empty();
    }

    /** To cron, where both are named, a day is meant that is either of them; to systemd, one that is both. */
    private static List<String> calendars(Field minute, Field hour, Field day, Field month, Field weekday) {
        String time = " " + hour.digits() + ":" + minute.digits() + ":00";
        String onDay = "*-" + month.digits() + "-" + day.digits() + time;
        return day.named() && weekday.named()
                ? List.of(onDay, weekday.days() + "*-" + month.digits() + "-*" + time)
                : List.of(weekday.days() + onDay);
    }

    /**
     * One field.
     *
     * @param all whether every value is meant
     * @param named whether it does not begin with a star
     */
    private record Field(Set<Integer> values, boolean all, boolean named) {
        static Optional<Field> of(String text, int least, int most, List<String> names) {
            Set<Integer> values = new TreeSet<>();
            for (String item : text.split(",", -1)) {
                List<Integer> more = values(item, least, most, names);
                if (more.isEmpty()) {
                    return Optional.empty();
                }
                values.addAll(more);
            }
            if (names == DAYS && values.remove(7)) {
                values.add(0);
            }
            boolean all = values.size() == (names == DAYS ? DAYS.size() : most - least + 1);
            return Optional.of(new Field(values, all, !text.startsWith("*")));
        }

        /** None where it is no item. */
        private static List<Integer> values(String item, int least, int most, List<String> names) {
            Matcher parts = ITEM.matcher(item);
            if (!parts.matches()) {
                return List.of();
            }
            boolean star = parts.group(1).equals("*");
            boolean single = !star && parts.group(3) == null;
            int from = star ? least : number(parts.group(2), least, names);
            int to = star ? most : single ? from : number(parts.group(3), least, names);
            int step = parts.group(4) == null ? 1 : Integer.parseInt(parts.group(4));
            boolean stepOfOne = single && parts.group(4) != null;
            if (from < least || to > most || step < 1 || stepOfOne) {
                return List.of();
            }
            List<Integer> values = new ArrayList<>();
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
            return values;
        }

        private static int number(String word, int least, List<String> names) {
            int name = names.indexOf(word.toLowerCase(Locale.ROOT));
            if (name >= 0) {
                return name + least;
            }
            return word.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(word) : -1;
        }

        String digits() {
            return all
                    ? "*"
                    : values.stream().map(value -> String.format("%02d", value)).collect(Collectors.joining(","));
        }

        /** With a blank behind them, where not all are meant. */
        String days() {
            return all
                    ? ""
                    : values.stream()
                            .map(DAYS::get)
                            .map(day -> day.substring(0, 1).toUpperCase(Locale.ROOT) + day.substring(1))
                            .collect(Collectors.joining(",", "", " "));
        }
    }
}
