package io.jbarman.plan;

import java.util.List;

/** What was decided about one resource. */
public sealed interface Decision {
    ResourceId id();

    /** Nothing to do, and why: the reason is part of the decision. */
    record InSync(ResourceId id, String reason) implements Decision {}

    /** To be changed. */
    record Change(
            ResourceId id, Action action, List<Difference> differences, Effect effect, String reason, List<Step> steps)
            implements Decision {
        public Change {
            differences = List.copyOf(differences);
            steps = List.copyOf(steps);
        }
    }

    /** Not as it should be, and not ours to change: an operator decides. Counts as an error of the plan. */
    record Conflict(ResourceId id, String summary, String remedy) implements Decision {}

    /** Left alone by the topology's own policy, such as a restart under {@code restart: never}. Fails nothing. */
    record Pending(ResourceId id, String reason, String remedy) implements Decision {}

    /** Could not be observed: an error where it is not a consequence of another one. */
    record Unknown(ResourceId id, String reason, String remedy) implements Decision {}
}
