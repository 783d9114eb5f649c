package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;

/** What became of a planned change. */
public sealed interface Outcome {
    ResourceId id();

    /** All its steps were carried out. */
    record Done(Decision.Change change) implements Outcome {
        @Override
        public ResourceId id() {
            return change.id();
        }
    }

    /** There was nothing left to do when its turn came. */
    record AlreadySo(ResourceId id, String reason) implements Outcome {}

    /**
     * A step failed; the steps before it were carried out and stand.
     *
     * @param stepsDone how many those are
     */
    record Failed(Decision.Change change, int stepsDone, Diagnostic problem) implements Outcome {
        @Override
        public ResourceId id() {
            return change.id();
        }
    }

    /** Not touched: it is no longer as it was when the plan was made. */
    record Refused(ResourceId id, String planned, String found) implements Outcome {}

    /** Not touched: it comes after something that failed. */
    record Skipped(ResourceId id, ResourceId cause) implements Outcome {}

    /** Not touched: by the topology's own policy it is not done now, which shows when its turn comes. Fails nothing. */
    record Pending(ResourceId id, String reason, String remedy) implements Outcome {}

    /** Not touched: it comes after something that is pending. Fails as little. */
    record Waiting(ResourceId id, ResourceId cause) implements Outcome {}

    /** Not touched: the run was interrupted before its turn. */
    record NotReached(ResourceId id) implements Outcome {}

    /** Whether the resource is as planned now, as far as this run can tell. */
    default boolean isInPlace() {
        return this instanceof Done || this instanceof AlreadySo;
    }

    /** Whether nothing went wrong with it. */
    default boolean succeeded() {
        return isInPlace() || this instanceof Pending || this instanceof Waiting;
    }
}
