package io.jbarman.watch;

import java.util.Optional;

/**
 * A replication slot (PostgreSQL: "pg_replication_slots").
 *
 * @param heldBytes WAL that the server keeps for it; empty if it reserves none
 * @param walStatus reserved, extended, unreserved or lost; before 13 nothing is known
 * @param safeBytes WAL that may still be written before it is lost, if there is a limit
 * @param invalidation why it was invalidated, from 17 on
 */
public record SlotFact(
        String name,
        boolean physical,
        boolean active,
        boolean temporary,
        Optional<Long> heldBytes,
        Optional<String> walStatus,
        Optional<Long> safeBytes,
        Optional<String> invalidation) {
    /** Whether its WAL is gone. */
    public boolean isLost() {
        return walStatus.filter("lost"::equals).isPresent() || invalidation.isPresent();
    }

    /** What it holds, 0 for none. */
    public long held() {
        return heldBytes.orElse(0L);
    }
}
