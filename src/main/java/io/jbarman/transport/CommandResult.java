package io.jbarman.transport;

/** What a finished command left: its exit status and its output as text. A status above 0 is not an error here. */
public record CommandResult(int status, String output, String errors) {
    /** The status of a command that was ended because its time was up, as {@code timeout} of coreutils has it. */
    public static final int TIMED_OUT = 124;

    /** Whether it exited with 0. */
    public boolean succeeded() {
        return status == 0;
    }
}
