package io.jbarman.runtime;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.watch.Finding;

/**
 * One line of {@code check}.
 *
 * @param name Barman's name of it, or ours
 * @param status Barman's OK and FAILED; UNKNOWN, which Barman has not, fails nothing and is never OK
 * @param hint evidence, or what is wrong; empty for nothing to say
 */
public record CheckItem(String name, Status status, String hint) {
    /** What came of a look. */
    public enum Status {
        OK,
        FAILED,
        UNKNOWN
    }

    static CheckItem ok(String name) {
        return new CheckItem(name, Status.OK, "");
    }

    static CheckItem ok(String name, String hint) {
        return new CheckItem(name, Status.OK, hint);
    }

    static CheckItem failed(String name, String hint) {
        return new CheckItem(name, Status.FAILED, hint);
    }

    /** A watchdog's finding; a warning is OK with a hint that says so, as Barman has it. */
    static CheckItem of(Finding finding) {
        return switch (finding.level()) {
            case OK -> ok(finding.name(), finding.hint());
            case WARNING -> ok(finding.name(), "WARNING: " + finding.hint());
            case FAILED -> failed(finding.name(), finding.hint());
            case UNKNOWN -> new CheckItem(finding.name(), Status.UNKNOWN, finding.hint());
        };
    }

    /** Whether nothing is known to be wrong. */
    public boolean passed() {
        return status != Status.FAILED;
    }

    /** Status and hint, as Barman's JSON has them. */
    public JsonObject toJson() {
        return new JsonBuilder().put("status", status.name()).put("hint", hint).build();
    }

    /** The name as a member of Barman's JSON. */
    public String key() {
        return name.toLowerCase(java.util.Locale.ROOT)
                .replace(' ', '_')
                .replace('-', '_')
                .replace(".", "");
    }
}
