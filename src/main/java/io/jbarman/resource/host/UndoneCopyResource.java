package io.jbarman.resource.host;

import io.jbarman.facts.host.EntryFact;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;

/**
 * That a file with content of ours is gone again, or is what it was before. What somebody has changed since stays.
 *
 * @param created whether there was none before
 */
public record UndoneCopyResource(CopyResource made, boolean created) implements Undoing<EntryFact> {
    @Override
    public String demand() {
        return "as it was";
    }

    @Override
    public Decision decide(EntryFact observed) {
        return made.undone(observed, created);
    }
}
