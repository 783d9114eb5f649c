package io.jbarman.diagnostics;

import java.util.Optional;

/**
 * One problem, complete: a reader needs nothing else to mend it.
 *
 * @param code stable name of the kind of problem, for programs and for {@code jbarman doc CODE}
 * @param summary what is wrong, in one line
 * @param detail the rest of what is known, or empty
 * @param hint what to do, or empty
 */
public record Diagnostic(
        Severity severity, String code, String summary, String detail, String hint, Optional<Origin> origin) {

    /** An error with no place in a document. */
    public static Diagnostic error(String code, String summary, String hint) {
        return new Diagnostic(Severity.ERROR, code, summary, "", hint, Optional.empty());
    }

    /** An error at a place in a document. */
    public static Diagnostic error(String code, Origin origin, String summary, String hint) {
        return new Diagnostic(Severity.ERROR, code, summary, "", hint, Optional.of(origin));
    }

    /** A warning with no place in a document. */
    public static Diagnostic warning(String code, String summary, String hint) {
        return new Diagnostic(Severity.WARNING, code, summary, "", hint, Optional.empty());
    }

    /** The same problem with more of what is known. */
    public Diagnostic withDetail(String text) {
        return new Diagnostic(severity, code, summary, text, hint, origin);
    }

    /** The same problem with one more thing that is to be done. */
    public Diagnostic withHint(String another) {
        String both = hint.isEmpty() ? another : hint + "\n" + another;
        return new Diagnostic(severity, code, summary, detail, both, origin);
    }

    /** The same problem at a place in a document. */
    public Diagnostic at(Origin place) {
        return new Diagnostic(severity, code, summary, detail, hint, Optional.of(place));
    }

    /** Whether this stops the command. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
