package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import io.jbarman.schema.SourceNode;

/** A topology that is written in Groovy, run once. */
public final class GroovyTree {
    private GroovyTree() {}

    /**
     * The document's tree; what is wrong in it without making it unreadable goes to the problems.
     *
     * @param trusted whether the script may do whatever a program may, instead of what the allow-list names
     * @throws ProblemException if the script is no Groovy, is refused, or fails
     */
    public static SourceNode read(SourceText source, boolean trusted, Diagnostics problems) {
        Nesting.refuseTooDeep(source);
        ScriptRun run = new ScriptRun(source, trusted, problems);
        TopologyScript script = ScriptCompiler.compile(source, trusted, problems);
        script.begin(run);
        try {
            script.run();
        } catch (Exception | StackOverflowError | LinkageError | AssertionError failure) {
            throw ScriptFailure.of(failure, source);
        }
        return run.tree();
    }
}
