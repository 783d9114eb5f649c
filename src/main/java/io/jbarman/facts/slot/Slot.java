package io.jbarman.facts.slot;

import java.util.Optional;

/**
 * A replication slot (PostgreSQL: "pg_replication_slots").
 *
 * @param reserved whether it holds WAL: it has a restart_lsn
 * @param lost why the WAL that it needs is gone, where it is
 */
public record Slot(String name, boolean physical, boolean temporary, boolean reserved, Optional<String> lost) {}
