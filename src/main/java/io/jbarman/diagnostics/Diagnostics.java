package io.jbarman.diagnostics;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems so that all of them are reported, each once, up to a thousand errors. Confined to one thread. */
public final class Diagnostics {
    /** Nobody reads more at once, and finding each out costs time and memory. */
    private static final int MOST_ERRORS = 1000;

    private final Set<Diagnostic> problems = new LinkedHashSet<>();
    private int errors;

    /**
     * Adds a problem.
     *
     * @throws ProblemException with everything collected if there are more errors than anybody reads
     */
    public void add(Diagnostic problem) {
        boolean isNew = problems.add(problem);
        errors += isNew && problem.isError() ? 1 : 0;
        if (errors > MOST_ERRORS) {
            problems.add(Diagnostic.error(
                    "too-many-problems",
                    "there are more than " + MOST_ERRORS + " errors; no more are looked for",
                    "mend these first"));
            throw new ProblemException(all());
        }
    }

    /**
     * Adds problems, in their order.
     *
     * @throws ProblemException as for each of them
     */
    public void addAll(Iterable<Diagnostic> more) {
        more.forEach(this::add);
    }

    /** What was collected, in order. */
    public List<Diagnostic> all() {
        return List.copyOf(problems);
    }

    /** Whether any of them stops the command. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(Diagnostic::isError);
    }

    /**
     * Stops here if there are errors.
     *
     * @throws ProblemException with everything collected
     */
    public void throwIfErrors() {
        if (hasErrors()) {
            throw new ProblemException(all());
        }
    }
}
