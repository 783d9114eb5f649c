package io.jbarman.facts.setting;

import java.util.Optional;

/**
 * A value that a role, a database, or a role in a database has for itself, and that wins over every file in its sessions
 * (PostgreSQL: "pg_db_role_setting").
 */
public record OwnValue(Optional<String> role, Optional<String> database, String name, String value) {
    /** Whose it is: {@code role app in database shop}. */
    public String whose() {
        String inDatabase = database.map(one -> "database " + one).orElse("");
        return role.map(one -> "role " + one + (inDatabase.isEmpty() ? "" : " in " + inDatabase))
                .orElse(inDatabase.isEmpty() ? "every role" : inDatabase);
    }

    /** The statement that takes it away. */
    public String reset() {
        String inDatabase = database.map(one -> "IN DATABASE " + one + " ").orElse("");
        return role.map(one -> "ALTER ROLE " + one + " " + inDatabase + "RESET " + name)
                .orElseGet(() -> database.map(one -> "ALTER DATABASE " + one + " RESET " + name)
                        .orElse("ALTER ROLE ALL RESET " + name));
    }
}
