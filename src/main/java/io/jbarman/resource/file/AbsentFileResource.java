package io.jbarman.resource.file;

import io.jbarman.facts.file.PathFact;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.Step;
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Undoing;
import java.util.List;

/** That a file which jbarman wrote is gone; what somebody has written into it since has to be named first. */
public record AbsentFileResource(FileResource made, boolean isAgreed)
        implements Guarded<FileState>, Undoing<FileState> {
    @Override
    public AbsentFileResource agreed() {
        return new AbsentFileResource(made, true);
    }

    @Override
    public Decision decide(FileState observed) {
        PathFact file = observed.file();
        if (file.isAbsent()) {
            return new Decision.InSync(id(), "file does not exist");
        }
        boolean asWritten = file.content().filter(made.content()::equals).isPresent();
        if (!asWritten && !isAgreed) {
            return new Decision.Conflict(
                    id(),
                    made.file().path() + " is not as jbarman wrote it",
                    "Keep what was changed in it somewhere, and give " + OPTION + " " + id() + ".");
        }
        Writer writer = Writer.of(made.user(), file);
        return new Decision.Change(
                id(),
                Action.REMOVE,
                List.of(new Difference("file", "exists", "")),
                Effect.NONE,
                "a file that jbarman wrote",
                List.of(new Step.RemoveFile(
                        made.file().host(),
                        writer.account(),
                        made.file().path(),
                        "remove " + made.file().path() + " from " + made.file().host())));
    }
}
