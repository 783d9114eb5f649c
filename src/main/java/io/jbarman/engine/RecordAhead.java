package io.jbarman.engine;

import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last-applied record, written ahead of each change: after a kill it names what was made, and at most one thing that
 * was only about to be. What cannot be written yet, since the record's own place is only being made, is kept until it can.
 */
public final class RecordAhead implements Ledger {
    private final LastAppliedStore store;
    private final Set<ResourceId> place;
    private final List<Decision.Change> unwritten = new ArrayList<>();
    private final Map<ResourceId, LastApplied.Entry> earlier = new HashMap<>();

    /** @param place what has to be there before anything can be written */
    public RecordAhead(LastAppliedStore store, Set<ResourceId> place) {
        this.store = store;
        this.place = Set.copyOf(place);
    }

    @Override
    public void before(Decision.Change change) {
        unwritten.add(change);
        if (!place.contains(change.id())) {
            write();
        }
    }

    @Override
    public LastApplied known() {
        return store.find().orElse(LastApplied.NOTHING);
    }

    private void write() {
        try {
            store.update(known -> {
                unwritten.stream()
                        .flatMap(change -> change.parts().stream())
                        .forEach(part -> earlier.putIfAbsent(part.id(), known.of(part.id())));
                return Recording.ahead(known, unwritten);
            });
            unwritten.clear();
        } catch (StepFailure tried) {
            // Tried again with the next change; the apply tells of it if the last one fails as well.
            return;
        }
    }

    /** A record as it would be, had this run written nothing ahead. */
    public LastApplied atFirst(LastApplied known) {
        return known.with(earlier);
    }
}
