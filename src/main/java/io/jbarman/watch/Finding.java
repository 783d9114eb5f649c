package io.jbarman.watch;

/**
 * What a watchdog has to say.
 *
 * @param text the evidence
 * @param remedy what to do about it; empty where nothing is to be done
 */
public record Finding(String name, Level level, String text, String remedy) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** It will become worse if nothing is done. */
        WARNING,
        /** WAL is being lost, or a disk is about to be full. */
        FAILED,
        /** It could not be seen, which is never the same as well. */
        UNKNOWN
    }

    static Finding ok(String name, String text) {
        return new Finding(name, Level.OK, text, "");
    }

    static Finding unknown(String name, String text, String remedy) {
        return new Finding(name, Level.UNKNOWN, text, remedy);
    }

    /** Evidence and remedy as one hint. */
    public String hint() {
        return remedy.isEmpty() ? text : text + "; " + remedy;
    }
}
