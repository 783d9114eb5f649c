package io.jbarman.pg;

import java.util.regex.Pattern;

/** The name of a replication slot: lower-case letters, digits and underscores, at most 63 (PostgreSQL: "Replication Slots"). */
public record SlotName(String value) {
    /** How long it may be. */
    public static final int MOST = 63;

    private static final Pattern TEXT = Pattern.compile("[a-z0-9_]{1,63}");

    public SlotName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "not a replication slot name (lower-case letters, digits and _, at most 63): " + value);
        }
    }

    /** Whether PostgreSQL would take the text as a slot's name. */
    public static boolean isValid(String text) {
        return TEXT.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
