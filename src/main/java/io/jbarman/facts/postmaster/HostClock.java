package io.jbarman.facts.postmaster;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.Locale;

/** What a host's clock shows, to the minute, in its own time zone. */
public record HostClock(DayOfWeek day, LocalTime time, String zone) {
    @Override
    public String toString() {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH) + " " + time + " " + zone;
    }
}
