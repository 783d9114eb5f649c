package io.jbarman.resource.slot;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.session.Session;
import io.jbarman.facts.session.SessionsQuery;
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
import io.jbarman.resource.Guarded;
import io.jbarman.resource.Observation;
import io.jbarman.resource.server.ServerResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A slot that is not to exist. Whoever uses it, or was to come back for the WAL that it holds, cannot go on without it:
 * then its address has to be named.
 */
public record AbsentSlotResource(SlotsQuery slots, SlotName name, boolean isAgreed) implements Guarded<SlotState> {
    private static final int SECONDS = 30;

    @Override
    public AbsentSlotResource agreed() {
        return new AbsentSlotResource(slots, name, true);
    }

    @Override
    public ResourceId id() {
        return SlotResource.id(slots.server(), name);
    }

    @Override
    public String demand() {
        return "absent";
    }

    @Override
    public Set<ResourceId> after() {
        return Set.of(ServerResource.id(slots.server()));
    }

    @Override
    public Set<FactQuery<?>> needs() {
        return Set.of(slots, sessions());
    }

    private SessionsQuery sessions() {
        return new SessionsQuery(slots.server());
    }

    @Override
    public Observation<SlotState> observe(Facts facts) {
        return Observation.of(facts.get(slots)).map(all -> new SlotState(all.find(name.value()), user(facts)));
    }

    private Optional<Session> user(Facts facts) {
        return facts.get(sessions()) instanceof Fact.Known<List<Session>> known
                ? known.value().stream()
                        .filter(one -> one.slot().filter(name.value()::equals).isPresent())
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public Decision decide(SlotState observed) {
        return observed.slot()
                .map(slot -> decide(slot, observed.user()))
                .orElseGet(() -> new Decision.InSync(id(), "slot does not exist, as declared"));
    }

    private Decision decide(Slot slot, Optional<Session> user) {
        List<String> losses = new ArrayList<>();
        if (slot.active()) {
            losses.add("is in use" + user.map(one -> " by " + one.words()).orElse(""));
        }
        if (slot.reserved() && slot.lost().isEmpty()) {
            losses.add("holds WAL that somebody may come back for");
        }
        if (!losses.isEmpty() && !isAgreed) {
            return new Decision.Conflict(
                    id(),
                    "slot " + name + " " + String.join(" and ", losses) + ": it is not dropped by the way",
                    "Stop who streams through it, and give " + OPTION + " " + id() + " to have it dropped.");
        }
        return new Decision.Change(
                id(),
                Action.REMOVE,
                List.of(new Difference("slot", slot.type(), "")),
                Effect.NONE,
                "declared absent" + (losses.isEmpty() ? "" : "; named by " + OPTION),
                List.of(step(slot)));
    }

    /** One that was named goes whether it is in use at this moment or not: a standby between two tries is back at once. */
    private Step step(Slot slot) {
        return isAgreed
                ? sql(new EndAndDrop(slot, SECONDS).sql(), "end any use of slot " + place() + " and drop it")
                : sql(
                        "SELECT pg_catalog.pg_drop_replication_slot(" + Sql.literal(name.value()) + ")",
                        "drop slot " + place());
    }

    private String place() {
        return '"' + name.value() + "\" on " + slots.server();
    }

    private Step sql(String statement, String what) {
        return new Step.RunSql(slots.server(), Optional.empty(), List.of(SecretText.plain(statement)), what);
    }
}
