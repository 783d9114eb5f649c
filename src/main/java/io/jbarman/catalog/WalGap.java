package io.jbarman.catalog;

import io.jbarman.pg.SegmentName;

/** Segments that the archive lacks between others that it has: from the first to the last, both missing. */
public record WalGap(SegmentName first, SegmentName last) {
    /** Whether all of another gap lies in this one. */
    boolean contains(WalGap other) {
        return first.timeline().equals(other.first.timeline())
                && first.compareTo(other.first) <= 0
                && last.compareTo(other.last) >= 0;
    }

    /** Whether both lack some segment. */
    public boolean overlaps(WalGap other) {
        return first.timeline().equals(other.first.timeline())
                && first.compareTo(other.last) <= 0
                && last.compareTo(other.first) >= 0;
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + ".." + last;
    }
}
