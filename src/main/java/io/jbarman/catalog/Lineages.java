package io.jbarman.catalog;

import io.jbarman.pg.TimelineHistory;
import io.jbarman.pg.TimelineHistory.Ancestor;
import io.jbarman.pg.TimelineId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each timeline comes from, by its own history or, where that is not there, by that of one that came from it. */
record Lineages(Map<TimelineId, TimelineHistory> histories) {
    static Lineages of(Collection<TimelineHistory> known) {
        Map<TimelineId, TimelineHistory> all = new HashMap<>();
        known.forEach(history -> all.put(history.timeline(), history));
        for (TimelineHistory history : known) {
            List<Ancestor> ancestors = history.ancestors();
            for (int i = 0; i < ancestors.size(); i++) {
                List<Ancestor> before = ancestors.subList(0, i);
                all.computeIfAbsent(ancestors.get(i).timeline(), timeline -> new TimelineHistory(timeline, before));
            }
        }
        return new Lineages(all);
    }

    /** Oldest first; none where nothing is known of it. */
    List<Ancestor> ancestors(TimelineId timeline) {
        return history(timeline).ancestors();
    }

    /** Where a timeline's way left another one; empty if it does not lead through that. */
    Optional<Ancestor> through(TimelineId timeline, TimelineId ancestor) {
        return history(timeline).switchPoint(ancestor).map(switchPoint -> new Ancestor(ancestor, switchPoint));
    }

    private TimelineHistory history(TimelineId timeline) {
        return histories.getOrDefault(timeline, TimelineHistory.without(timeline));
    }
}
