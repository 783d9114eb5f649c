package io.jbarman.draft;

import io.jbarman.facts.Facts;
import io.jbarman.facts.slot.Slot;
import io.jbarman.facts.slot.Slots;
import io.jbarman.pg.SlotName;
import io.jbarman.topology.SlotDemand;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The physical slots of a server as demands for them. */
record SeenSlots(SeenServer seen, Facts facts, DraftRemarks remarks) {
    Map<String, SlotDemand> demands() {
        Map<String, SlotDemand> demands = new TreeMap<>();
        for (Slot slot : Known.or(facts.get(seen.slots()), new Slots(List.of())).all()) {
            if (slot.physical() && !slot.temporary()) {
                demands.put(slot.name(), new SlotDemand(new SlotName(slot.name()), false));
            } else if (!slot.temporary()) {
                remarks.leftOut("logical slot '" + slot.name() + "'", "the language has physical slots only");
            }
        }
        return demands;
    }
}
