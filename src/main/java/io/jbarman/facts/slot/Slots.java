package io.jbarman.facts.slot;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All slots of a server. */
public record Slots(List<Slot> all) {
    public Slots {
        all = List.copyOf(all);
    }

    /** The slot of that name. */
    public Optional<Slot> find(String name) {
        return all.stream().filter(slot -> slot.name().equals(name)).findFirst();
    }

    /** The others. */
    public Slots without(Set<String> names) {
        return new Slots(
                all.stream().filter(slot -> !names.contains(slot.name())).toList());
    }

    /** Whether something decodes WAL, for which wal_level has to stay logical. */
    public boolean anyLogical() {
        return all.stream().anyMatch(slot -> !slot.physical());
    }
}
