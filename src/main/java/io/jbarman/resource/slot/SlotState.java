package io.jbarman.resource.slot;

import io.jbarman.facts.slot.Slot;
import java.util.Optional;

/** What is observed of a slot; empty if there is none. */
public record SlotState(Optional<Slot> slot) {}
