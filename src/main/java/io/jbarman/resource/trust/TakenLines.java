package io.jbarman.resource.trust;

import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import java.util.List;
import java.util.Optional;

/**
 * Lines of an account's file that are taken out again. A file without a line left goes as well: to OpenSSH an empty one
 * and none are the same.
 */
record TakenLines(Peer at, HomeFileFact file, List<String> ours) {
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
                        Action.REMOVE,
                        List.of(new Difference(attribute, ours.size() + " of ours", "")),
                        Effect.NONE,
                        "put there by jbarman",
                        List.of(step()));
    }

    private Step step() {
        StringBuilder rest = new StringBuilder();
        file.text()
                .orElse("")
                .lines()
                .filter(line -> !ours.contains(line))
                .forEach(line -> rest.append(line).append('\n'));
        String what = "take our lines out of " + file.path() + " on " + at.host();
        return rest.toString().isBlank()
                ? new Step.RemoveFile(at.host(), at.user(), file.path(), what)
                : new Step.WriteFile(
                        at.host(),
                        at.user(),
                        file.path(),
                        SecretText.plain(rest.toString()),
                        file.mode(),
                        Optional.empty(),
                        what);
    }
}
