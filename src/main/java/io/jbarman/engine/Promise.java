package io.jbarman.engine;

import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether what would be done now is still what the plan said. Pure.
 *
 * <p>Where nothing that it comes after was changed by this run, every difference and step must be the planned one. Where
 * something was, the world has moved by plan: then the address, the action and at most the announced effect must hold.
 * What the plan put off promised its address only.
 */
final class Promise {
    private Promise() {}

    static boolean holds(Decision decision, Decision.Change now, boolean movedByPlan) {
        if (!(decision instanceof Decision.Change planned)) {
            return decision instanceof Decision.Deferred;
        }
        if (movedByPlan) {
            return now.action() == planned.action() && now.effect().compareTo(planned.effect()) <= 0;
        }
        return now.action() == planned.action()
                && now.effect() == planned.effect()
                && now.differences().equals(planned.differences())
                && now.steps().equals(planned.steps());
    }

    /** A decision in a few words, for telling what was planned from what was found. */
    static String words(Decision decision) {
        if (decision instanceof Decision.Change change) {
            return change.action().name().toLowerCase(java.util.Locale.ROOT) + ": "
                    + (change.differences().isEmpty() ? change.reason() : words(change.differences()));
        }
        if (decision instanceof Decision.Conflict conflict) {
            return "conflict: " + conflict.summary();
        }
        if (decision instanceof Decision.Unknown unknown) {
            return "unknown: " + unknown.reason();
        }
        if (decision instanceof Decision.Pending pending) {
            return "pending: " + pending.reason();
        }
        if (decision instanceof Decision.Deferred deferred) {
            return "to be decided once " + deferred.maker() + " is there";
        }
        return decision instanceof Decision.InSync same ? "in sync: " + same.reason() : "blocked";
    }

    private static String words(List<Difference> differences) {
        return differences.stream()
                .map(one -> one.attribute() + " " + (one.before().isEmpty() ? "(none)" : one.before()) + " -> "
                        + one.after())
                .collect(Collectors.joining(", "));
    }
}
