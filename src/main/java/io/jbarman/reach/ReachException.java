package io.jbarman.reach;

import io.jbarman.diagnostics.Diagnostic;

/** A server of the topology could not be reached; carries what was tried and what to do. */
public final class ReachException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic problem;

    public ReachException(Diagnostic problem, Throwable cause) {
        super(problem.summary(), cause);
        this.problem = problem;
    }

    public ReachException(Diagnostic problem) {
        super(problem.summary());
        this.problem = problem;
    }

    /** The problem with its remedy; its code tells the kinds apart ({@link ReachProblem}). */
    public Diagnostic problem() {
        return problem;
    }
}
