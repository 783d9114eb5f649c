package io.jbarman.facts.slot;

import java.util.Optional;

/**
 * A replication slot (PostgreSQL: "pg_replication_slots").
 *
 * @param reserved whether it holds WAL: it has a restart_lsn
 * @param active whether somebody streams or decodes through it now
 * @param lost why the WAL that it needs is gone, where it is
 */
public record Slot(
        String name, boolean physical, boolean temporary, boolean reserved, boolean active, Optional<String> lost) {
    /** As the server says it. */
    public String type() {
        return physical ? "physical" : "logical";
    }
}
