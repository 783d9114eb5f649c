package io.jbarman.plan;

/** What a change needs of a server to become real, or costs those who work on it. */
public enum Effect {
    NONE(""),
    RELOAD("[reload]"),
    RESTART("[RESTART]"),
    BLOCKS_COMMITS("[BLOCKS COMMITS]");

    private final String label;

    Effect(String label) {
        this.label = label;
    }

    /** As printed behind the change; empty for none. */
    public String label() {
        return label;
    }
}
