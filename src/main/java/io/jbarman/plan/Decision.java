package io.jbarman.plan;

import java.util.ArrayList;
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

        /** The change address by address: what it does to another setting besides is that one's. */
        public List<Change> parts() {
            List<Change> parts = new ArrayList<>();
            List<Difference> own =
                    differences.stream().filter(one -> one.setting().isEmpty()).toList();
            if (!own.isEmpty() || differences.isEmpty()) {
                parts.add(new Change(id, action, own, effect, reason, steps));
            }
            differences.forEach(one -> one.setting()
                    .map(name -> new ResourceId(id.owner(), id.kind(), name))
                    .ifPresent(other -> parts.add(
                            new Change(other, Action.UPDATE, List.of(one.itsOwn()), effect, reason, List.of()))));
            return parts;
        }
    }

    /** Not as it should be, and not ours to change: an operator decides. Counts as an error of the plan. */
    record Conflict(ResourceId id, String summary, String remedy) implements Decision {}

    /** Left alone by the topology's own policy, such as a restart under {@code restart: never}. Fails nothing. */
    record Pending(ResourceId id, String reason, String remedy) implements Decision {}

    /** Could not be observed: an error. */
    record Unknown(ResourceId id, String reason, String remedy) implements Decision {}

    /**
     * Can be looked at only when something is there that this plan makes first, such as the roles of a server that is
     * to be installed: decided within the same apply, when its turn comes. Made by the planner, never by a resource.
     *
     * @param maker the change that it becomes visible by
     * @param reason why it cannot be looked at now
     */
    record Deferred(ResourceId id, ResourceId maker, String reason) implements Decision {}

    /**
     * Cannot be brought about, or not even be looked at, because of what it comes after. Made by the planner, never by a
     * resource.
     *
     * @param cause the conflict, pending or unknown resource that the chain of waiting ends at
     * @param reason what would be done here, or why it cannot be looked at
     * @param seen whether it was looked at
     */
    record Blocked(ResourceId id, ResourceId cause, String reason, boolean seen) implements Decision {}
}
