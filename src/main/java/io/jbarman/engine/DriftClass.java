package io.jbarman.engine;

/** Why something is not as the topology says. */
public enum DriftClass {
    /** Someone changed the server. */
    DRIFT("drift"),
    /** Someone changed the topology, and it was not applied since. */
    UNAPPLIED("unapplied"),
    /** One of those two: there is no last-applied record to tell. */
    DRIFT_OR_UNAPPLIED("drift or unapplied"),
    /** Waits by the topology's own policy. */
    PENDING("pending"),
    /** Not as it should be, and an operator's to decide. */
    CONFLICT("conflict"),
    /** Could not be looked at. */
    UNKNOWN("unknown"),
    /** Left out by {@code drift: ignore}. */
    IGNORED("ignored");

    private final String word;

    DriftClass(String word) {
        this.word = word;
    }

    /** As printed. */
    public String word() {
        return word;
    }
}
