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
        Map<ResourceId, LastApplied.Entry> entries = new LinkedHashMap<>();
        changes.stream()
                .filter(change -> change.action() != Action.RUN)
                .filter(change -> change.action() != Action.REMOVE
                        || !earlier.of(change.id()).created())
                .forEach(change ->
                        entries.put(change.id(), earlier.of(change.id()).changedBy(change)));
        return earlier.with(entries);
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
        report.only(Outcome.Done.class)
                .filter(done -> done.change().action() != Action.RUN)
                .forEach(done -> entries.put(done.id(), changed(earlier.of(done.id()), done.change())));
        report.only(Outcome.Failed.class)
                .map(Outcome.Failed::change)
                .filter(change -> !verified.decisions().contains(change))
                .forEach(
                        change -> entries.putAll(ahead(earlier, List.of(change)).entries()));
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

    /** What jbarman made and has taken away again is as it was before: not there. */
    private static LastApplied.Entry changed(LastApplied.Entry earlier, Decision.Change change) {
        return change.action() == Action.REMOVE && earlier.created()
                ? LastApplied.UNTOUCHED
                : earlier.changedBy(change);
    }
}
