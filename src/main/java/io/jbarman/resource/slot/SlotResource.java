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
import io.jbarman.plan.Note;
import io.jbarman.plan.ResourceId;
import io.jbarman.plan.SecretText;
import io.jbarman.plan.Step;
import io.jbarman.postgres.Sql;
import io.jbarman.resource.Observation;
import io.jbarman.resource.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A physical replication slot that reserves WAL from its creation on (PostgreSQL: "Replication Slots"). From then on the
 * server keeps WAL until someone fetches it, so it comes last, right before the runtime that does. Where nobody does for
 * now, it reserves nothing until somebody comes.
 *
 * @param after what has to be done before the server may begin to keep WAL
 * @param room how long its disk lasts then, where that is to be told
 * @param atOnce whether it is to reserve WAL at once
 */
public record SlotResource(
        SlotsQuery slots, SlotName name, Set<ResourceId> after, Optional<SlotRoom> room, boolean atOnce)
        implements Resource<SlotState> {
    /** The kind in its address. */
    public static final String KIND = "slot";

    private static final String FROM_USE = "from its first use on";

    public SlotResource {
        after = Set.copyOf(after);
    }

    /** One that nothing is told of but itself. */
    public SlotResource(SlotsQuery slots, SlotName name, Set<ResourceId> after) {
        this(slots, name, after, Optional.empty(), true);
    }

    /** The address of a slot. */
    public static ResourceId id(String server, SlotName name) {
        return new ResourceId(server, KIND, name.value());
    }

    @Override
    public ResourceId id() {
        return id(slots.server(), name);
    }

    @Override
    public String demand() {
        return atOnce ? "physical slot that reserves WAL" : "physical slot";
    }

    @Override
    public Set<FactQuery<?>> needs() {
        Set<FactQuery<?>> needs = new HashSet<>(room.map(SlotRoom::needs).orElse(Set.of()));
        needs.add(slots);
        return needs;
    }

    @Override
    public Observation<SlotState> observe(Facts facts) {
        return Observation.of(facts.get(slots)).map(all -> new SlotState(all.find(name.value())));
    }

    @Override
    public Decision decide(SlotState observed) {
        return observed.slot().map(this::decide).orElseGet(this::create);
    }

    /** No part of the decision, since it is another one at every look. */
    @Override
    public List<Note> notes(Facts facts) {
        if (!(observe(facts) instanceof Observation.Seen<SlotState> seen)) {
            return List.of();
        }
        return seen.state()
                .slot()
                .map(this::noted)
                .orElseGet(
                        () -> room.stream().map(each -> each.note(id(), facts)).toList());
    }

    private List<Note> noted(Slot slot) {
        return atOnce || slot.active()
                ? List.of()
                : waiting(slot).map(this::note).stream().toList();
    }

    private Optional<String> waiting(Slot slot) {
        if (slot.lost().isPresent()) {
            return Optional.of(
                    "has lost what it kept (" + slot.lost().get() + "), and no receiver can use it any more");
        }
        return slot.reserved()
                ? Optional.of("keeps WAL on " + slots.server() + " that nobody fetches there")
                : Optional.empty();
    }

    private Note note(String what) {
        return new Note(
                id(),
                "slot " + name + " " + what,
                "Drop it there (SELECT pg_drop_replication_slot('" + name
                        + "')) and apply again: the new one keeps nothing until it is used.");
    }

    private Decision decide(Slot slot) {
        if (!slot.physical()) {
            return conflict(
                    "slot " + name + " exists and is logical: someone decodes WAL through it",
                    "Give this server another slot_name in the topology.");
        }
        if (slot.lost().isPresent() && atOnce) {
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
        String reserves = slot.reserved() ? "reserves WAL" : "reserves WAL " + FROM_USE;
        return new Decision.InSync(id(), "physical slot exists and " + reserves);
    }

    private Decision create() {
        return new Decision.Change(
                id(),
                Action.CREATE,
                List.of(
                        new Difference("type", "", "physical"),
                        new Difference("reserves WAL", "", atOnce ? "at once" : FROM_USE)),
                Effect.NONE,
                "slot does not exist; the server keeps WAL for it from its "
                        + (atOnce ? "creation on" : "first use on, such as after a failover"),
                List.of(new Step.RunSql(
                        slots.server(),
                        Optional.empty(),
                        List.of(SecretText.plain("SELECT pg_catalog.pg_create_physical_replication_slot("
                                + Sql.literal(name.value()) + ", " + atOnce + ")")),
                        "create slot \"" + name + "\" on " + slots.server())));
    }

    private Decision conflict(String summary, String remedy) {
        return new Decision.Conflict(id(), summary, remedy);
    }
}
