package io.jbarman.pg;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Since when there are which roles that PostgreSQL itself brings (PostgreSQL: "Predefined Roles"). */
public final class PredefinedRoles {
    private static final Map<String, Integer> SINCE = Map.ofEntries(
            Map.entry("pg_monitor", 10),
            Map.entry("pg_read_all_settings", 10),
            Map.entry("pg_read_all_stats", 10),
            Map.entry("pg_signal_backend", 10),
            Map.entry("pg_stat_scan_tables", 10),
            Map.entry("pg_execute_server_program", 11),
            Map.entry("pg_read_server_files", 11),
            Map.entry("pg_write_server_files", 11),
            Map.entry("pg_database_owner", 14),
            Map.entry("pg_read_all_data", 14),
            Map.entry("pg_write_all_data", 14),
            Map.entry("pg_checkpoint", 15),
            Map.entry("pg_create_subscription", 16),
            Map.entry("pg_use_reserved_connections", 16),
            Map.entry("pg_maintain", 17),
            Map.entry("pg_signal_autovacuum_worker", 18));

    private PredefinedRoles() {}

    /** The first major version that has the role, no earlier than 10; empty if PostgreSQL has none of that name. */
    public static Optional<Integer> since(String role) {
        return Optional.ofNullable(SINCE.get(role));
    }

    /** All of them. */
    public static Set<String> names() {
        return SINCE.keySet();
    }
}
