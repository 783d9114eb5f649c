package io.jbarman.catalog;

import io.jbarman.pg.TimelineHistory.Ancestor;
import io.jbarman.pg.TimelineId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a {@link WalCoverage} is missing on the whole way to each timeline of which there is something, through timelines
 * of which there is nothing, too. The segment in which a timeline was left is its child's to have: it carries the same
 * beginning. Made once, asked often.
 */
public final class WalLook {
    private final WalCoverage coverage;
    private final Lineages lineages;
    private final List<WalGap> gaps = new ArrayList<>();

    WalLook(WalCoverage coverage, Lineages lineages) {
        this.coverage = coverage;
        this.lineages = lineages;
        Set<TimelineId> wanted = new TreeSet<>(coverage.timelines());
        coverage.timelines().stream()
                .flatMap(timeline -> lineages.ancestors(timeline).stream())
                .forEach(ancestor -> wanted.add(ancestor.timeline()));
        wanted.forEach(this::lookAt);
    }

    /** What is missing, oldest timeline first. */
    public List<WalGap> gaps() {
        return List.copyOf(gaps);
    }

    /**
     * Whether it can be told what of a gap is missing: WAL is there from behind it, and each of its segments is there, or
     * before all that there is, or lacks between others.
     */
    public boolean decides(WalGap gap) {
        return reachesBeyond(gap) && (gaps.stream().anyMatch(gap::overlaps) || holds(gap));
    }

    private void lookAt(TimelineId timeline) {
        NavigableMap<Long, Long> ranges = coverage.ranges(timeline);
        OptionalLong begin = begin(timeline, ranges);
        if (begin.isEmpty()) {
            return;
        }
        long next = begin.getAsLong();
        long last = end(timeline, ranges);
        for (Map.Entry<Long, Long> range : ranges.entrySet()) {
            if (range.getKey() > next && next <= last) {
                gaps.add(coverage.gap(timeline, next, Math.min(range.getKey() - 1, last)));
            }
            next = Math.max(next, range.getValue() + 1);
        }
        if (next <= last) {
            gaps.add(coverage.gap(timeline, next, last));
        }
    }

    /** Where it branched off, if the segments of an ancestor lead there; else the first that there is. */
    private OptionalLong begin(TimelineId timeline, NavigableMap<Long, Long> ranges) {
        List<Ancestor> ancestors = lineages.ancestors(timeline);
        if (ancestors.stream().anyMatch(this::leadsOn)) {
            return OptionalLong.of(left(ancestors.get(ancestors.size() - 1)));
        }
        return ranges.isEmpty() ? OptionalLong.empty() : OptionalLong.of(ranges.firstKey());
    }

    private boolean leadsOn(Ancestor ancestor) {
        NavigableMap<Long, Long> ranges = coverage.ranges(ancestor.timeline());
        return !ranges.isEmpty() && ranges.firstKey() <= left(ancestor);
    }

    /** The one before its last child's first; the last that there is, where nothing came of a child. */
    private long end(TimelineId timeline, NavigableMap<Long, Long> ranges) {
        return coverage.timelines().stream()
                .flatMap(child -> lineages.through(child, timeline).stream())
                .mapToLong(ancestor -> left(ancestor) - 1)
                .max()
                .orElseGet(() -> ranges.lastEntry().getValue());
    }

    private boolean reachesBeyond(WalGap gap) {
        long last = coverage.number(gap.last());
        return cameFrom(gap.last().timeline())
                .anyMatch(way -> coverage.ranges(way.timeline()).lastEntry().getValue() >= last);
    }

    private boolean holds(WalGap gap) {
        List<Way> ways = cameFrom(gap.first().timeline()).toList();
        long next = Math.max(coverage.number(gap.first()), coverage.first());
        long last = coverage.number(gap.last());
        while (next <= last) {
            OptionalLong end = end(ways, next);
            if (end.isEmpty()) {
                return false;
            }
            next = end.getAsLong() + 1;
        }
        return true;
    }

    /** The last of the range in which a segment lies, on whichever timeline. */
    private OptionalLong end(List<Way> ways, long segment) {
        return ways.stream()
                .filter(way -> way.from() <= segment)
                .flatMap(
                        way -> Stream.ofNullable(coverage.ranges(way.timeline()).floorEntry(segment)))
                .mapToLong(Map.Entry::getValue)
                .filter(end -> end >= segment)
                .max();
    }

    /** A timeline that carries on another one from a segment on. */
    private record Way(TimelineId timeline, long from) {}

    /** What there is of a timeline itself and of all that came from it. */
    private Stream<Way> cameFrom(TimelineId timeline) {
        return coverage.timelines().stream()
                .flatMap(each -> each.equals(timeline)
                        ? Stream.of(new Way(each, 0))
                        : lineages.through(each, timeline).map(left -> new Way(each, left(left))).stream());
    }

    private long left(Ancestor ancestor) {
        return coverage.number(ancestor.switchPoint());
    }
}
