package io.jbarman.pg;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the write-ahead log, in bytes from its beginning; unsigned 64 bits.
 *
 * <p>Written {@code 16/B374D848}: two hexadecimal halves (PostgreSQL: "pg_lsn Type"). Releases up to 18 do not pad
 * the second half, 19 does; both are read, the unpadded form is written.
 */
public record Lsn(long value) implements Comparable<Lsn> {
    /** Position zero, which PostgreSQL uses for "none". */
    public static final Lsn ZERO = new Lsn(0);

    private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /**
     * Reads {@code X/X}.
     *
     * @throws IllegalArgumentException if the text is not a position
     */
    public static Lsn parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a WAL position (like 16/B374D848): " + text);
        }
        return new Lsn(Long.parseLong(matcher.group(1), 16) << 32 | Long.parseLong(matcher.group(2), 16));
    }

    /** The position that many bytes further on. */
    public Lsn plus(long bytes) {
        return new Lsn(value + bytes);
    }

    /** Bytes from {@code earlier} to this position; negative if this one is the earlier. */
    public long minus(Lsn earlier) {
        return value - earlier.value;
    }

    /** Whether this is position zero, which PostgreSQL uses for "none". */
    public boolean isZero() {
        return value == 0;
    }

    /** Whether this position comes before the other. */
    public boolean isBefore(Lsn other) {
        return compareTo(other) < 0;
    }

    /** The later of two positions. */
    public static Lsn max(Lsn left, Lsn right) {
        return left.isBefore(right) ? right : left;
    }

    // By hand, as it is asked for every message: what the compiler makes for a record goes through method handles.
    @Override
    public boolean equals(Object other) {
        return other instanceof Lsn lsn && lsn.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toHexString(value >>> 32).toUpperCase(java.util.Locale.ROOT)
                + "/"
                + Long.toHexString(value & 0xFFFFFFFFL).toUpperCase(java.util.Locale.ROOT);
    }
}
