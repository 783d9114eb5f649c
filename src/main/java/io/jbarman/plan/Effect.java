package io.jbarman.plan;

/** What a change needs of the server to become real. */
public enum Effect {
    NONE(""),
    RELOAD("[reload]"),
    RESTART("[RESTART]");

    private final String label;

    Effect(String label) {
        this.label = label;
    }

    /** As printed behind the change; empty for none. */
    public String label() {
        return label;
    }
}
