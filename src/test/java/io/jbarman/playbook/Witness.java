package io.jbarman.playbook;

/** A class that documents name and nothing loads: it leaves word if anything does. */
public final class Witness {
    /** What tells that it was. */
    public static final String LOADED = "jbarman.witness.loaded";

    /** For scripts to ask for. */
    public static final String X = "x";

    static {
        System.setProperty("jbarman.witness.loaded", "1");
    }

    public Witness() {}
}
