package io.jbarman.facts.setting;

import java.util.Optional;

/**
 * A row of pg_file_settings: a line of a configuration file (PostgreSQL: "pg_file_settings"). The view says "setting
 * could not be applied" of every valid change that needs a restart, so its error alone proves nothing.
 */
public record FileSetting(String name, String value, String file, int line, Optional<String> error) {
    /** {@code file:line}. */
    public String place() {
        return file + ":" + line;
    }
}
