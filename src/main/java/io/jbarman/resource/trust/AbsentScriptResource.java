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

/**
 * That a script of ours is gone, unless another topology uses it too; and the directory that is called after jbarman with it when nothing
 * else is in it.
 */
public record AbsentScriptResource(ScriptResource made) implements Undoing<HomeFileFact> {
    private static final String OUR_DIRECTORY = "/.jbarman";

    @Override
    public Decision decide(HomeFileFact observed) {
        if (observed.isAbsent()) {
            return new Decision.InSync(id(), "script does not exist");
        }
        String text = observed.text().orElse("");
        Marks marks = ScriptResource.marks(text);
        if (marks.isEmpty()) {
            return new Decision.Conflict(
                    id(),
                    file(observed) + " does not say who uses it: an older jbarman wrote it, and another topology may",
                    "Apply this topology and any other with servers of "
                            + made.at().user() + " once more, which says so; then destroy.");
        }
        Marks others = marks.others(made.mark());
        if (others.isEmpty()) {
            return change(
                    Action.REMOVE, new Difference("script", "exists", ""), "a script of jbarman's", steps(observed));
        }
        return marks.areOf(made.mark())
                ? change(
                        Action.UPDATE,
                        new Difference("used by", marks.topologies(), others.topologies()),
                        "others use it too",
                        List.of(write(observed, ScriptResource.marked(text, others))))
                : new Decision.InSync(id(), "is used by " + others.topologies() + " alone");
    }

    private String file(HomeFileFact observed) {
        return observed.path() + " on " + made.at().host();
    }

    private Decision change(Action action, Difference difference, String reason, List<Step> steps) {
        return new Decision.Change(id(), action, List.of(difference), Effect.NONE, reason, steps);
    }

    private Step write(HomeFileFact file, String text) {
        return SshFile.rewrite(
                made.at(),
                file,
                text,
                file.mode(),
                "take our mark out of " + file.path() + " on " + made.at().host());
    }

    private List<Step> steps(HomeFileFact file) {
        Peer at = made.at();
        List<Step> steps = new ArrayList<>(
                List.of(SshFile.rewrite(at, file, "", file.mode(), "remove " + file.path() + " from " + at.host())));
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
