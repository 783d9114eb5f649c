package io.jbarman.transport;

import io.jbarman.diagnostics.Diagnostic;

/** Nobody can act as an account that is not there, nor has it left anything. */
public final class NoSuchAccountException extends TransportException {
    private static final long serialVersionUID = 1L;

    public NoSuchAccountException(Diagnostic problem) {
        super(problem);
    }
}
