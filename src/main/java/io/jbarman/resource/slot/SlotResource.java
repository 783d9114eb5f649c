package io.jbarman.resource.slot;

import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.slot.Slot;
import io.jbarman.facts.slot.SlotsQuery;
import io.jbarman.pg.SlotName;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Difference;
import io.jbarman.plan.Effect;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A physical replication slot that reserves WAL from its creation on (PostgreSQL: "Replication Slots"). From then on the
 * server keeps WAL until someone fetches it, so it comes last, right before the runtime that does.
 *
 * @param after what has to be done before the server may begin to keep WAL
 */
public record SlotResource(SlotsQuery slots, SlotName name, Set<ResourceId> after) implements Resource<SlotState> {
    public SlotResource {
        after = Set.copyOf(after);
    }

    /** The address of a slot. */
    public static ResourceId id(String server, SlotName name) {
        return new ResourceId(server, "slot", name.value());
    }

    @Override
    public ResourceId id() {
        return id(slots.server(), name);
    }

    @Override
    public String demand() {
        return "physical slot that reserves WAL";
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(slots);
    }

    @Override
    public Observation<SlotState> observe(Facts facts) {
        return Observation.of(facts.get(slots)).map(all -> new SlotState(all.find(name.value())));
    }

    @Override
    public Decision decide(SlotState observed) {
        return observed.slot().map(this::decide).orElseGet(this::create);
    }

    private Decision decide(Slot slot) {
        if (!slot.physical()) {
            return conflict(
                    "slot " + name + " exists and is logical: someone decodes WAL through it",
                    "Give this server another slot_name in the topology.");
        }
        if (slot.lost().isPresent()) {
            return conflict(
                    "slot " + name + " has lost WAL (" + slot.lost().get() + "): the archive has a gap",
                    "Drop it (SELECT pg_drop_replication_slot('" + name
                            + "')), apply again, and take a new base backup.");
        }
        if (slot.temporary()) {
            return conflict(
                    "slot " + name + " is temporary: it goes away with the session that made it",
                    "End that session (see active_pid in pg_replication_slots), then apply again.");
        }
        String reserves = slot.reserved() ? "reserves WAL" : "reserves WAL from its first use on";
        return new Decision.InSync(id(), "physical slot exists and " + reserves);
    }

    private Decision create() {
        return new Decision.Change(
                id(),
                Action.CREATE,
                List.of(new Difference("type", "", "physical"), new Difference("reserves WAL", "", "at once")),
                Effect.NONE,
                "slot does not exist; the server keeps WAL for it from its creation on",
                List.of(new Step.RunSql(
                        slots.server(),
                        Optional.empty(),
                        List.of(SecretText.plain("SELECT pg_catalog.pg_create_physical_replication_slot("
                                + Sql.literal(name.value()) + ", true)")),
                        "create slot \"" + name + "\" on " + slots.server())));
    }

    private Decision conflict(String summary, String remedy) {
        return new Decision.Conflict(id(), summary, remedy);
    }
}
