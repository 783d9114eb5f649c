package io.jbarman.watch;

import java.time.Duration;
import java.util.Locale;

/** Sizes and times as people read them. Pure. */
final class Words {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

    private Words() {}

    /** As {@code pg_size_pretty}: units of 1024. */
    static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0
                ? bytes + " B"
                : String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    /** The two largest units. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return time.toMillis() < 10_000
                    ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                    : seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
