package io.jbarman.resource.trust;

import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.Step;
import java.util.List;

/**
 * Lines of an account's file that are taken out again, or stay for others alone. A file without a line left goes as
 * well: to OpenSSH an empty one and none are the same.
 *
 * @param ours those that are of this topology, be it among others
 * @param rest the text without what is ours
 * @param others whose those lines are besides
 */
record TakenLines(Peer at, HomeFileFact file, List<String> ours, String rest, Marks others) {
    TakenLines {
        ours = List.copyOf(ours);
    }

    /** All others stay as they are, where they are. */
    Decision outOf(ResourceId id, String attribute) {
        if (!file.isAbsent() && file.text().isEmpty()) {
            return new Decision.Conflict(
                    id,
                    file.path() + " is there and " + at.user() + " may not read it",
                    "Give it to its account: chown " + at.user() + " " + file.path());
        }
        return ours.isEmpty()
                ? new Decision.InSync(id, "no line of ours is there")
                : new Decision.Change(
                        id,
                        others.isEmpty() ? Action.REMOVE : Action.UPDATE,
                        List.of(new Difference(
                                attribute,
                                ours.size() + " of ours",
                                others.isEmpty() ? "" : "of " + others.topologies() + " only")),
                        Effect.NONE,
                        "put there by jbarman",
                        List.of(step()));
    }

    private Step step() {
        String what = "take our lines out of " + file.path() + " on " + at.host();
        return SshFile.rewrite(at, file, rest.isBlank() ? "" : rest, file.mode(), what);
    }
}
