package io.jbarman.engine;

import io.jbarman.plan.Decision;
import io.jbarman.plan.Step;

/** Is told what an apply is at, for whoever watches. */
public interface ApplyProgress {
    /** Nobody watches. */
    ApplyProgress NONE = new ApplyProgress() {};

    /** A step begins. */
    default void begins(Decision.Change change, Step step) {}

    /** A change is through, one way or another. */
    default void ended(Outcome outcome) {}
}
