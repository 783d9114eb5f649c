package io.jbarman.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Barman's ages: {@code 7 DAYS}, {@code 4 WEEKS}, {@code 12 HOURS}; a month has 31 days. */
public final class Ages {
    private static final Pattern AGE =
            Pattern.compile("\\s*([0-9]{1,9})\\s+(hour|day|week|month)s?\\s*", Pattern.CASE_INSENSITIVE);

    private Ages() {}

    /** The age, or empty if it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "hour" -> Duration.ofHours(count);
                    case "day" -> Duration.ofDays(count);
                    case "week" -> Duration.ofDays(7 * count);
                    default -> Duration.ofDays(31 * count);
                });
    }
}
