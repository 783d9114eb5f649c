package io.jbarman.catalog;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Which segments there are, as ranges of each timeline. Confined to one thread. */
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

    /** What it tells, given the histories that are known. */
    public WalLook look(Collection<TimelineHistory> histories) {
        return new WalLook(this, Lineages.of(histories));
    }

    /** Those of which there is a segment, oldest first. */
    Set<TimelineId> timelines() {
        return timelines.keySet();
    }

    /** The last of each range by its first. */
    NavigableMap<Long, Long> ranges(TimelineId timeline) {
        return timelines.getOrDefault(timeline, Collections.emptyNavigableMap());
    }

    /** The number before which there is nothing of any timeline. */
    long first() {
        return timelines.values().stream()
                .mapToLong(NavigableMap::firstKey)
                .min()
                .orElse(0);
    }

    WalGap gap(TimelineId timeline, long first, long last) {
        return new WalGap(name(timeline, first), name(timeline, last));
    }

    private SegmentName name(TimelineId timeline, long number) {
        return SegmentName.of(timeline, new Lsn(number * size.bytes()), size);
    }

    long number(SegmentName segment) {
        return number(segment.start(size));
    }

    long number(Lsn position) {
        return size.segmentNumber(position);
    }
}
