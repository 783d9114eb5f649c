package io.jbarman.pg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a timeline comes from: its ancestors, oldest first, each with the position at which it was left (PostgreSQL:
 * "Timelines"; the file {@code 00000002.history}).
 */
public record TimelineHistory(TimelineId timeline, List<Ancestor> ancestors) {
    /** A timeline and where its child branched off. */
    public record Ancestor(TimelineId timeline, Lsn switchPoint) {}

    public TimelineHistory {
        ancestors = List.copyOf(ancestors);
    }

    /** The history of a timeline that has no file: the first. */
    public static TimelineHistory without(TimelineId timeline) {
        return new TimelineHistory(timeline, List.of());
    }

    /**
     * Reads a history file: lines of timeline, position and reason; comments begin with {@code #}.
     *
     * @throws IllegalArgumentException if a line is neither, or the timelines do not increase
     */
    public static TimelineHistory parse(TimelineId timeline, String text) {
        List<Ancestor> ancestors = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String content = line.strip();
            if (!content.isEmpty() && !content.startsWith("#")) {
                ancestors.add(ancestor(content));
            }
        }
        requireIncreasing(ancestors, timeline);
        return new TimelineHistory(timeline, ancestors);
    }

    private static Ancestor ancestor(String line) {
        String[] fields = line.split("\\s+", 3);
        if (fields.length < 2 || !fields[0].matches("[0-9]{1,10}")) {
            throw new IllegalArgumentException("not a line of a timeline history: " + line);
        }
        return new Ancestor(new TimelineId(Long.parseLong(fields[0])), Lsn.parse(fields[1]));
    }

    private static void requireIncreasing(List<Ancestor> ancestors, TimelineId last) {
        long before = 0;
        for (Ancestor ancestor : ancestors) {
            if (ancestor.timeline().value() <= before || ancestor.timeline().value() >= last.value()) {
                throw new IllegalArgumentException("timelines of the history of " + last + " do not increase");
            }
            before = ancestor.timeline().value();
        }
    }

    /** Where that ancestor was left; empty if it is none. */
    public Optional<Lsn> switchPoint(TimelineId ancestor) {
        return ancestors.stream()
                .filter(entry -> entry.timeline().equals(ancestor))
                .map(Ancestor::switchPoint)
                .findFirst();
    }
}
