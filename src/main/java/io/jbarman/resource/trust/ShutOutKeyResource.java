package io.jbarman.resource.trust;

import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;

/** That the line by which jbarman let a key in is gone; it is known by its comment. */
public record ShutOutKeyResource(AuthorizedKeyResource made) implements Undoing<AuthorizedKeyResource.State> {
    @Override
    public Decision decide(AuthorizedKeyResource.State observed) {
        AuthorizedLines lines = AuthorizedLines.of(observed.file().text().orElse(""));
        return new TakenLines(made.at(), observed.file(), lines.commented(made.comment())).outOf(id(), "lines");
    }
}
