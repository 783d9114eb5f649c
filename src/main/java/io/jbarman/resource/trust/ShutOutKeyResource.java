package io.jbarman.resource.trust;

import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;
import java.util.List;

/** That jbarman lets a key in no longer for this topology: its mark is gone, and the line if it was the only one. */
public record ShutOutKeyResource(AuthorizedKeyResource made) implements Undoing<AuthorizedKeyResource.State> {
    @Override
    public Decision decide(AuthorizedKeyResource.State observed) {
        HomeFileFact file = observed.file();
        AuthorizedLines lines = AuthorizedLines.of(file.text().orElse(""));
        List<String> marked = lines.marked(made.comment());
        Marks others = Marks.in(String.join(" ", marked)).others(made.comment());
        return new TakenLines(made.at(), file, marked, lines.without(made.comment()), others).outOf(id(), "lines");
    }
}
