package io.jbarman.resource.trust;

import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Step;
import io.jbarman.resource.Undoing;
import io.jbarman.resource.setting.RestoredSetting;
import java.util.ArrayList;
import java.util.List;

/**
 * That {@code archive_command} is what it was before jbarman's, at once: the program that it calls goes after it. Where
 * somebody has come to archive by another command, that one stays.
 */
public record RestoredArchiveCommand(ArchiveCommandResource made, RestoredSetting before)
        implements Undoing<ArchiveCommandResource.State> {
    @Override
    public Decision decide(ArchiveCommandResource.State observed) {
        if (!made.isOurs(observed)) {
            return made.isRunning(observed)
                    ? change(Action.UPDATE, List.of(), "the server does not know it yet", List.of(told()))
                    : new Decision.InSync(id(), "is not jbarman's");
        }
        if (!(before.decide(observed.settings()) instanceof Decision.Change back)) {
            return before.decide(observed.settings());
        }
        List<Step> steps = new ArrayList<>(back.steps());
        steps.add(told());
        return change(back.action(), back.differences(), "as it was before jbarman's", steps);
    }

    private Step told() {
        return new Step.ReloadServer(id().owner(), "reload " + id().owner());
    }

    private Decision change(Action action, List<Difference> differences, String reason, List<Step> steps) {
        return new Decision.Change(id(), action, differences, Effect.RELOAD, reason, steps);
    }
}
