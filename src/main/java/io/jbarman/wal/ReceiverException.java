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

    Diagnostic diagnostic() {
        return Diagnostic.error(code, String.valueOf(getMessage()), remedy);
    }
}
