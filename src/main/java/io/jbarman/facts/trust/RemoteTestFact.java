package io.jbarman.facts.trust;

/** How a command on another host ended; 255 is ssh's own. */
public record RemoteTestFact(int status, String said) {
    private static final int SSH_FAILED = 255;

    /** Whether it worked. */
    public boolean succeeded() {
        return status == 0;
    }

    /** Whether it was not even begun. */
    public boolean unreached() {
        return status == SSH_FAILED;
    }

    /** The last line that was said, which is the reason. */
    public String reason() {
        return said.lines().reduce((earlier, later) -> later).orElse("status " + status);
    }
}
