package io.jbarman.catalog;

import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.util.ArrayList;
import java.util.List;

/** Segments of one timeline that follow each other: from the first to the last, both among them. */
public record SegmentRange(SegmentName first, SegmentName last) {
    private static final String TO = "..";

    static SegmentRange parse(String text) {
        int to = text.indexOf(TO);
        return to < 0
                ? new SegmentRange(SegmentName.parse(text), SegmentName.parse(text))
                : new SegmentRange(
                        SegmentName.parse(text.substring(0, to)), SegmentName.parse(text.substring(to + TO.length())));
    }

    boolean contains(SegmentName segment) {
        return first.compareTo(segment) <= 0 && last.compareTo(segment) >= 0;
    }

    /** The ranges with one more segment, those that meet there made one. */
    static List<SegmentRange> with(List<SegmentRange> ranges, SegmentName segment, WalSegmentSize size) {
        List<SegmentRange> next = new ArrayList<>();
        SegmentRange grown = new SegmentRange(segment, segment);
        for (SegmentRange range : ranges) {
            if (range.contains(segment)) {
                return ranges;
            }
            if (range.last.next(size).equals(segment)) {
                grown = new SegmentRange(range.first, grown.last);
            } else if (segment.next(size).equals(range.first)) {
                grown = new SegmentRange(grown.first, range.last);
            } else {
                next.add(range);
            }
        }
        next.add(grown);
        return next;
    }

    @Override
    public String toString() {
        return first.equals(last) ? first.toString() : first + TO + last;
    }
}
