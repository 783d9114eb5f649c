package io.jbarman.resource.trust;

import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Undoing;
import java.util.List;

/** That a key which a document let in is shut out again; a line of it that archiving logs in by stays. */
public record TakenKeyResource(DeclaredKeyResource made) implements Undoing<HomeFileFact> {
    @Override
    public Decision decide(HomeFileFact observed) {
        AuthorizedLines lines = AuthorizedLines.of(observed.text().orElse(""));
        List<String> present = lines.of(made.key());
        Marks marks = Marks.in(String.join(" ", present));
        return marks.isEmpty()
                ? new TakenLines(made.at(), observed, present, lines.without(made.key()), marks).outOf(id(), "lines")
                : new Decision.InSync(id(), "the key is let in for " + marks.topologies() + " now");
    }
}
