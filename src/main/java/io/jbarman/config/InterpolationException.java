package io.jbarman.config;

/** A value that cannot be expanded: what is wrong, and what to do. */
final class InterpolationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    InterpolationException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
