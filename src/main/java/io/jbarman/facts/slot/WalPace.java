package io.jbarman.facts.slot;

/**
 * How fast a server has been writing WAL lately.
 *
 * @param bytes since the redo point of its last checkpoint
 * @param seconds that this took, 1 at least
 */
public record WalPace(long bytes, long seconds) {
    /** Bytes in a second. */
    public double rate() {
        return (double) bytes / seconds;
    }
}
