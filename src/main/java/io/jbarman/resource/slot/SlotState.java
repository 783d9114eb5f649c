package io.jbarman.resource.slot;

import io.jbarman.facts.session.Session;
import io.jbarman.facts.slot.Slot;
import java.util.Optional;

/**
 * What is observed of a slot.
 *
 * @param slot empty if there is none
 * @param user who streams or decodes through it now, where that was asked and can be seen
 */
public record SlotState(Optional<Slot> slot, Optional<Session> user) {
    /** One whose user was not asked for. */
    public SlotState(Optional<Slot> slot) {
        this(slot, Optional.empty());
    }
}
