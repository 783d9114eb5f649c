package io.jbarman.facts.slot;

import java.util.List;
import java.util.Optional;

/** All slots of a server. */
public record Slots(List<Slot> all) {
    public Slots {
        all = List.copyOf(all);
    }

    /** The slot of that name. */
    public Optional<Slot> find(String name) {
        return all.stream().filter(slot -> slot.name().equals(name)).findFirst();
    }

    /** Whether something decodes WAL, for which wal_level has to stay logical. */
    public boolean anyLogical() {
        return all.stream().anyMatch(slot -> !slot.physical());
    }
}
