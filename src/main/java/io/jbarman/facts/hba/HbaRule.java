package io.jbarman.facts.hba;

import java.util.List;
import java.util.Optional;

/**
 * A rule as the server parsed it from its file (PostgreSQL: "pg_hba_file_rules").
 *
 * @param file where it stands, which may be an included file
 * @param line counted from 1
 * @param type {@code local}, {@code host}, {@code hostssl} ...
 * @param error why the server cannot use the line, where it cannot
 */
public record HbaRule(
        String file,
        int line,
        String type,
        List<String> databases,
        List<String> users,
        Optional<String> address,
        Optional<String> netmask,
        String method,
        Optional<String> error) {
    public HbaRule {
        databases = List.copyOf(databases);
        users = List.copyOf(users);
    }

    /** {@code file:line}. */
    public String place() {
        return file + ":" + line;
    }
}
