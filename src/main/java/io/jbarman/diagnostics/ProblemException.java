package io.jbarman.diagnostics;

import java.util.List;

/** Ends a command with problems that are fit to be shown: foreign exceptions become this at the edge. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> problems;

    public ProblemException(List<Diagnostic> problems) {
        super(summary(problems));
        this.problems = List.copyOf(problems);
    }

    public ProblemException(Diagnostic problem) {
        this(List.of(problem));
    }

    public ProblemException(Diagnostic problem, Throwable cause) {
        this(problem);
        initCause(cause);
    }

    /** All problems, in order. */
    public List<Diagnostic> problems() {
        return problems;
    }

    private static String summary(List<Diagnostic> problems) {
        return problems.isEmpty() ? "unknown problem" : problems.get(0).summary();
    }
}
