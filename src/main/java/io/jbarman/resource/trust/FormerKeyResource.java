package io.jbarman.resource.trust;

import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;

/**
 * That a key is let in as it was before a document said how. A line that somebody has changed or taken out since is
 * somebody's, and stays so.
 *
 * @param before as it was
 */
public record FormerKeyResource(DeclaredKeyResource made, DeclaredKeyResource before) implements Undoing<HomeFileFact> {
    @Override
    public Decision decide(HomeFileFact observed) {
        return made.isAsDeclared(observed)
                ? before.decide(observed)
                : new Decision.InSync(id(), "not let in as the document had it");
    }
}
