package io.jbarman.transport;

import java.nio.charset.StandardCharsets;

/** What a finished command left, with its output as bytes. */
public final class Exchange {
    private final int status;
    private final byte[] output;
    private final String errors;

    /** The array becomes this object's own. */
    public Exchange(int status, byte[] output, String errors) {
        this.status = status;
        this.output = output;
        this.errors = errors;
    }

    public int status() {
        return status;
    }

    /** The output itself, not a copy. */
    public byte[] output() {
        return output;
    }

    public String errors() {
        return errors;
    }

    /** The same with its output as text. */
    public CommandResult asText() {
        return new CommandResult(status, new String(output, StandardCharsets.UTF_8), errors);
    }
}
