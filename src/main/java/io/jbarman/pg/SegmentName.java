package io.jbarman.pg;

import java.util.regex.Pattern;

/**
 * The name of a WAL segment: timeline, and the two halves of its number, eight hexadecimal digits each (PostgreSQL:
 * "WAL Internals"). Ordered as the text is.
 *
 * @param logId the middle eight digits: the upper half of its positions
 * @param segmentId the last eight digits: the segment within that half
 */
public record SegmentName(TimelineId timeline, long logId, long segmentId) implements Comparable<SegmentName> {
    private static final Pattern TEXT = Pattern.compile("[0-9A-Fa-f]{24}");

    /** Whether the text has the shape of a segment's name. */
    public static boolean matches(String text) {
        return TEXT.matcher(text).matches();
    }

    /**
     * Reads 24 hexadecimal digits, in either case.
     *
     * @throws IllegalArgumentException if the text is not a segment's name
     */
    public static SegmentName parse(String text) {
        if (!matches(text)) {
            throw new IllegalArgumentException("not a WAL segment name (24 hexadecimal digits): " + text);
        }
        return new SegmentName(
                TimelineId.parseHex(text.substring(0, 8)),
                Long.parseLong(text.substring(8, 16), 16),
                Long.parseLong(text.substring(16), 16));
    }

    /** The segment of that timeline which holds the position. */
    public static SegmentName of(TimelineId timeline, Lsn lsn, WalSegmentSize size) {
        long number = size.segmentNumber(lsn);
        return new SegmentName(
                timeline,
                Long.divideUnsigned(number, size.segmentsPerLogId()),
                Long.remainderUnsigned(number, size.segmentsPerLogId()));
    }

    /** The position at which this segment begins. */
    public Lsn start(WalSegmentSize size) {
        return new Lsn((logId * size.segmentsPerLogId() + segmentId) * size.bytes());
    }

    /** The segment after this one on the same timeline. */
    public SegmentName next(WalSegmentSize size) {
        return of(timeline, start(size).plus(size.bytes()), size);
    }

    /** The first 16 digits: the directory that the archive keeps this segment in. */
    public String directory() {
        return toString().substring(0, 16);
    }

    @Override
    public int compareTo(SegmentName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return String.format("%08X%08X%08X", timeline.value(), logId, segmentId);
    }
}
