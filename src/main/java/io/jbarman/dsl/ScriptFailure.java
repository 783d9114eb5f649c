package io.jbarman.dsl;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import java.util.Arrays;

/** What a script throws, as a problem at the script's own line: Groovy's frames say nothing to its author. */
final class ScriptFailure {
    private ScriptFailure() {}

    static ProblemException of(Throwable failure, SourceText source) {
        Throwable cause = failure;
        for (int i = 0; i < 20 && cause.getCause() != null && !(cause instanceof ProblemException); i++) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException known) {
            return known;
        }
        return new ProblemException(diagnostic(cause, place(cause, source)), failure);
    }

    private static Origin place(Throwable cause, SourceText source) {
        return Arrays.stream(cause.getStackTrace())
                .filter(frame -> ScriptCompiler.FILE.equals(frame.getFileName()) && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> wholeLine(source.at(frame.getLineNumber() - 1, 0)))
                .orElse(Origin.ofFile(source.file()));
    }

    private static Origin wholeLine(Origin start) {
        return new Origin(start.file(), start.line(), 0, start.lineText());
    }

    private static Diagnostic diagnostic(Throwable cause, Origin where) {
        if (cause instanceof MissingPropertyException missing) {
            return Diagnostic.error(
                    "unknown-variable",
                    where,
                    "unknown variable '" + missing.getProperty() + "'",
                    "texts need quotes; a variable is made by: def " + missing.getProperty() + " = ...");
        }
        if (cause instanceof MissingMethodException missing) {
            return failed(where, "there is no method '" + missing.getMethod() + "' for these values");
        }
        if (cause instanceof StackOverflowError) {
            return failed(where, "the script calls itself without an end");
        }
        return failed(
                where, cause.getMessage() == null ? cause.getClass().getSimpleName() : firstLine(cause.getMessage()));
    }

    private static Diagnostic failed(Origin where, String summary) {
        return Diagnostic.error(
                "groovy-failed", where, "the script fails: " + summary, "look at what that line is given");
    }

    static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
