package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;

/** A step could not be carried out; what it left undone is in the problem. */
public final class StepFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic problem;

    StepFailure(Diagnostic problem) {
        super(problem.summary());
        this.problem = problem;
    }

    StepFailure(Diagnostic problem, Throwable cause) {
        super(problem.summary(), cause);
        this.problem = problem;
    }

    /** The problem with its remedy. */
    public Diagnostic problem() {
        return problem;
    }
}
