package io.jbarman.resource.passfile;

import io.jbarman.facts.file.PassfileFact;
import io.jbarman.facts.file.PassfileQuery;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Step;
import io.jbarman.resource.Undoing;
import java.util.ArrayList;
import java.util.List;

/**
 * That the lines which jbarman put into a password file are gone, and the file with them if it holds nothing else.
 *
 * @param keys {@code host:port:database:role} of each
 * @param created whether jbarman made the file
 */
public record RemovedLinesResource(PassfileResource made, List<String> keys, boolean created)
        implements Undoing<PassfileFact> {
    public RemovedLinesResource {
        keys = List.copyOf(keys);
    }

    @Override
    public Decision decide(PassfileFact observed) {
        PassfileQuery file = made.passfile();
        if (!observed.readable()) {
            return new Decision.Conflict(
                    id(),
                    observed.path() + " is there and " + made.user() + " may not read it",
                    "Give it to its account: chown " + made.user() + " " + observed.path());
        }
        List<String> there = observed.lines().lines().stream()
                .map(line -> new Step.PassfileLine(line.host(), line.port(), line.database(), line.user(), "").key())
                .toList();
        List<String> ours = there.stream().filter(keys::contains).distinct().toList();
        if (ours.isEmpty()) {
            return new Decision.InSync(id(), "none of our lines is there");
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.RemovePassfileLines(
                file.host(), made.user(), observed.path(), ours, "take our lines out of " + observed.path()));
        if (created && keys.containsAll(there)) {
            steps.add(new Step.RemoveFile(
                    file.host(), made.user(), observed.path(), "remove " + observed.path() + " from " + file.host()));
        }
        return new Decision.Change(
                id(),
                Action.REMOVE,
                ours.stream()
                        .map(key -> new Difference(key, "(a password)", ""))
                        .toList(),
                Effect.NONE,
                "lines that jbarman put there",
                steps);
    }
}
