package io.jbarman.transport;

import io.jbarman.diagnostics.Diagnostic;
import java.io.IOException;

/** The host could not be reached, the account not be taken, or the file not be touched; carries what to tell the user. */
public sealed class TransportException extends IOException permits NoSuchAccountException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic problem;

    public TransportException(Diagnostic problem, Throwable cause) {
        super(problem.summary(), cause);
        this.problem = problem;
    }

    public TransportException(Diagnostic problem) {
        super(problem.summary());
        this.problem = problem;
    }

    /** The problem with its remedy. */
    public Diagnostic problem() {
        return problem;
    }
}
