package io.jbarman.catalog;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineHistory.Ancestor;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which segments there are, as ranges of each timeline, and what is missing between them. The segment in which a timeline
 * was left is its child's to have: it carries the same beginning. Confined to one thread.
 */
public final class WalCoverage {
    private final WalSegmentSize size;
    private final Map<TimelineId, NavigableMap<Long, Long>> timelines = new TreeMap<>();

    public WalCoverage(WalSegmentSize size) {
        this.size = size;
    }

    /** Adds a segment that is there. */
    public void add(SegmentName segment) {
        NavigableMap<Long, Long> ranges = timelines.computeIfAbsent(segment.timeline(), timeline -> new TreeMap<>());
        long number = number(segment);
        Map.Entry<Long, Long> below = ranges.floorEntry(number);
        if (below != null && below.getValue() >= number) {
            return;
        }
        long first = below != null && below.getValue() == number - 1 ? below.getKey() : number;
        Long above = ranges.remove(number + 1);
        ranges.put(first, above == null ? number : above);
    }

    /** What is missing, given the histories that are known; oldest timeline first. */
    public List<WalGap> gaps(Collection<TimelineHistory> histories) {
        List<WalGap> gaps = new ArrayList<>();
        timelines.forEach((timeline, ranges) -> {
            long next = begin(timeline, ranges, histories);
            long last = end(timeline, ranges, histories);
            for (Map.Entry<Long, Long> range : ranges.entrySet()) {
                if (range.getKey() > next && next <= last) {
                    gaps.add(gap(timeline, next, Math.min(range.getKey() - 1, last)));
                }
                next = Math.max(next, range.getValue() + 1);
            }
            if (next <= last) {
                gaps.add(gap(timeline, next, last));
            }
        });
        return gaps;
    }

    /** Whether WAL is there from behind a gap, so that there is telling what of the gap is missing. */
    public boolean reachesBeyond(WalGap gap) {
        long last = number(gap.last());
        return timelines.entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(gap.last().timeline()) >= 0)
                .anyMatch(entry -> entry.getValue().lastEntry().getValue() >= last);
    }

    /** Where it branched off, if the parent's segments lead there; else the first that there is. */
    private long begin(TimelineId timeline, NavigableMap<Long, Long> ranges, Collection<TimelineHistory> histories) {
        return histories.stream()
                .filter(history -> history.timeline().equals(timeline))
                .flatMap(history -> parent(history).stream())
                .filter(this::leadsTo)
                .map(parent -> size.segmentNumber(parent.switchPoint()))
                .findFirst()
                .orElse(ranges.firstKey());
    }

    private boolean leadsTo(Ancestor parent) {
        NavigableMap<Long, Long> ranges = timelines.get(parent.timeline());
        return ranges != null && ranges.firstKey() <= size.segmentNumber(parent.switchPoint());
    }

    /** The one before its last child's first; the last that there is, where it has no child. */
    private long end(TimelineId timeline, NavigableMap<Long, Long> ranges, Collection<TimelineHistory> histories) {
        return histories.stream()
                .filter(history -> timelines.containsKey(history.timeline()))
                .flatMap(history -> parent(history).stream())
                .filter(parent -> parent.timeline().equals(timeline))
                .map(parent -> size.segmentNumber(parent.switchPoint()) - 1)
                .max(Long::compareTo)
                .orElse(ranges.lastEntry().getValue());
    }

    private static Optional<Ancestor> parent(TimelineHistory history) {
        List<Ancestor> ancestors = history.ancestors();
        return ancestors.isEmpty() ? Optional.empty() : Optional.of(ancestors.get(ancestors.size() - 1));
    }

    private WalGap gap(TimelineId timeline, long first, long last) {
        return new WalGap(name(timeline, first), name(timeline, last));
    }

    private SegmentName name(TimelineId timeline, long number) {
        return SegmentName.of(timeline, new Lsn(number * size.bytes()), size);
    }

    private long number(SegmentName segment) {
        return size.segmentNumber(segment.start(size));
    }
}
