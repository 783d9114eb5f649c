package io.jbarman.runtime;

/**
 * One line of {@code check}.
 *
 * @param name Barman's name of it
 * @param hint evidence, or what is wrong; empty for nothing to say
 */
public record CheckItem(String name, boolean passed, String hint) {
    static CheckItem ok(String name) {
        return new CheckItem(name, true, "");
    }

    static CheckItem ok(String name, String hint) {
        return new CheckItem(name, true, hint);
    }

    static CheckItem failed(String name, String hint) {
        return new CheckItem(name, false, hint);
    }

    /** The name as a member of Barman's JSON. */
    public String key() {
        return name.toLowerCase(java.util.Locale.ROOT)
                .replace(' ', '_')
                .replace('-', '_')
                .replace(".", "");
    }
}
