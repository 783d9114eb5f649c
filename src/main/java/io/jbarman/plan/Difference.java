package io.jbarman.plan;

import java.util.Optional;

/**
 * One attribute that is not as it should be. Never holds a secret: a wrong password is
 * {@code password: (differs) -> (secret barman_password)}.
 */
public record Difference(String attribute, String before, String after) {
    /** The attribute that is what a setting is. */
    private static final String VALUE = "value";

    private static final String SETTING = "setting/";

    /** What a change does to another setting of the same server besides; on record it is that one's value. */
    public static Difference ofSetting(String name, String before, String after) {
        return new Difference(SETTING + name, before, after);
    }

    /** The other setting's name, where it is one's. */
    Optional<String> setting() {
        return attribute.startsWith(SETTING) ? Optional.of(attribute.substring(SETTING.length())) : Optional.empty();
    }

    /** The same, as that setting itself tells it. */
    Difference itsOwn() {
        return new Difference(VALUE, before, after);
    }
}
