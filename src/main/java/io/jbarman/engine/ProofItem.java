package io.jbarman.engine;

/**
 * One thing that was verified from where it counts.
 *
 * @param server as Barman knows it
 * @param name what was verified, in the runtime's words
 * @param evidence what was seen, or why it failed
 */
public record ProofItem(String server, String name, Status status, String evidence) {
    /** How it went. */
    public enum Status {
        OK,
        FAILED,
        /** Not as it should be one day, but not this apply's to bring about: no backup has been taken yet. */
        NOTE
    }

    /** Whether the apply has not reached its aim because of this. */
    public boolean failed() {
        return status == Status.FAILED;
    }
}
