package io.jbarman.pg;

/** The number of a timeline, from 1; unsigned 32 bits (PostgreSQL: "Timelines"). */
public record TimelineId(long value) implements Comparable<TimelineId> {
    /** The timeline that a new cluster starts on, and the only one without a history file. */
    public static final TimelineId FIRST = new TimelineId(1);

    public TimelineId {
        if (value < 1 || value > 0xFFFFFFFFL) {
            throw new IllegalArgumentException("not a timeline: " + value);
        }
    }

    /** Reads the eight hexadecimal digits that start a segment's name. */
    public static TimelineId parseHex(String text) {
        return new TimelineId(Long.parseLong(text, 16));
    }

    /** Eight upper-case hexadecimal digits, as in a segment's name. */
    public String hex() {
        return String.format("%08X", value);
    }

    /** The name of this timeline's history file. */
    public String historyFileName() {
        return hex() + ".history";
    }

    @Override
    public int compareTo(TimelineId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
