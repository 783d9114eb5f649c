package io.jbarman.engine;

import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the last-applied record becomes by an apply. Pure. */
public final class Recording {
    private Recording() {}

    /** What it is to say before these changes begin: what one takes away that jbarman made is not gone yet. */
    static LastApplied ahead(LastApplied earlier, List<Decision.Change> changes) {
        Map<ResourceId, LastApplied.Entry> entries = new LinkedHashMap<>(earlier.entries());
        changes.forEach(change -> add(entries, change, false));
        return earlier.with(entries);
    }

    /** What one change makes of them, part by part. */
    private static void add(Map<ResourceId, LastApplied.Entry> entries, Decision.Change change, boolean done) {
        for (Decision.Change part : change.parts()) {
            LastApplied.Entry earlier = entries.getOrDefault(part.id(), LastApplied.UNTOUCHED);
            boolean takesOursAway = part.action() == Action.REMOVE && earlier.created();
            if (part.action() != Action.RUN && (done || !takesOursAway)) {
                entries.put(part.id(), takesOursAway ? LastApplied.UNTOUCHED : earlier.changedBy(part));
            }
        }
    }

    /**
     * What failed halfway is on record too; what failed and left everything as it was is not.
     *
     * @param earlier the record before
     * @param report what was changed
     * @param verified the plan made afterwards: only what it finds in sync is recorded as demanded
     */
    public static LastApplied after(LastApplied earlier, ApplyReport report, Plan verified, Demands demands) {
        Map<ResourceId, LastApplied.Entry> entries = new LinkedHashMap<>(earlier.entries());
        report.only(Outcome.Done.class).forEach(done -> add(entries, done.change(), true));
        report.only(Outcome.Failed.class)
                .map(Outcome.Failed::change)
                .filter(change -> !verified.decisions().contains(change))
                .forEach(change -> add(entries, change, false));
        verified.only(Decision.InSync.class).forEach(same -> {
            String digest = demands.digests().get(same.id());
            if (digest != null) {
                entries.put(
                        same.id(),
                        entries.getOrDefault(same.id(), LastApplied.UNTOUCHED).demanding(digest));
            }
        });
        return new LastApplied(entries, earlier.partial());
    }
}
