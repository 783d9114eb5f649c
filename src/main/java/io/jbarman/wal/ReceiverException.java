package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;

/** A receiver must not go on as things stand; a person has to decide. */
final class ReceiverException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    ReceiverException(String code, String message, String remedy) {
        super(message);
        this.code = code;
        this.remedy = remedy;
    }

    /** The same of a problem that was told before. */
    ReceiverException(Diagnostic problem) {
        this(problem.code(), problem.summary(), problem.hint());
    }

    Diagnostic diagnostic() {
        return Diagnostic.error(code, String.valueOf(getMessage()), remedy);
    }
}
