package io.jbarman.catalog;

import io.jbarman.pg.SegmentName;
import java.util.Comparator;

/**
 * Segments that the archive lacks between others that it has: from the first to the last, both missing. The last may be of
 * a later timeline: then those of the way from one to the other are meant.
 */
public record WalGap(SegmentName first, SegmentName last) {
    private static final Comparator<SegmentName> BY_NUMBER =
            Comparator.comparing(SegmentName::logId).thenComparing(SegmentName::segmentId);

    /** Whether all of another gap lies in this one. */
    boolean contains(WalGap other) {
        return first.timeline().compareTo(other.first.timeline()) <= 0
                && last.timeline().compareTo(other.last.timeline()) >= 0
                && BY_NUMBER.compare(first, other.first) <= 0
                && BY_NUMBER.compare(last, other.last) >= 0;
    }

    /** Whether both lack some segment. */
    public boolean overlaps(WalGap other) {
        return first.timeline().compareTo(other.last.timeline()) <= 0
                && last.timeline().compareTo(other.first.timeline()) >= 0
                && BY_NUMBER.compare(first, other.last) <= 0
                && BY_NUMBER.compare(last, other.first) >= 0;
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + ".." + last;
    }
}
