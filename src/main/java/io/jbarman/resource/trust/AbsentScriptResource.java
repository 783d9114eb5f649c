package io.jbarman.resource.trust;

import io.jbarman.facts.trust.HomeFileFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Step;
import io.jbarman.resource.Undoing;
import java.util.ArrayList;
import java.util.List;

/** That a script of ours is gone, and the directory that is called after jbarman with it when nothing else is in it. */
public record AbsentScriptResource(ScriptResource made) implements Undoing<HomeFileFact> {
    private static final String OUR_DIRECTORY = "/.jbarman";

    @Override
    public Decision decide(HomeFileFact observed) {
        return observed.isAbsent()
                ? new Decision.InSync(id(), "script does not exist")
                : new Decision.Change(
                        id(),
                        Action.REMOVE,
                        List.of(new Difference("script", "exists", "")),
                        Effect.NONE,
                        "a script of jbarman's",
                        steps(observed));
    }

    private List<Step> steps(HomeFileFact file) {
        Peer at = made.at();
        List<Step> steps = new ArrayList<>(List.of(new Step.RemoveFile(
                at.host(), at.user(), file.path(), "remove " + file.path() + " from " + at.host())));
        if (file.directory().endsWith(OUR_DIRECTORY)) {
            steps.add(new Step.RunCommand(
                    at.host(),
                    at.user(),
                    List.of("rmdir", "--ignore-fail-on-non-empty", "--", file.directory()),
                    "remove " + file.directory() + " from " + at.host() + " if it is empty"));
        }
        return steps;
    }
}
