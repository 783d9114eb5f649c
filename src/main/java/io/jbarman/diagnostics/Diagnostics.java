package io.jbarman.diagnostics;

import java.util.ArrayList;
import java.util.List;

/** Collects problems so that all of them are reported, once. Confined to one thread. */
public final class Diagnostics {
    private final List<Diagnostic> problems = new ArrayList<>();

    /** Adds a problem. */
    public void add(Diagnostic problem) {
        problems.add(problem);
    }

    /** Adds problems, in their order. */
    public void addAll(Iterable<Diagnostic> more) {
        more.forEach(problems::add);
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
