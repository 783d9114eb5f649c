package io.jbarman.plan;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A plan as JSON, which holds no secret because the plan holds none. Pure. */
public final class PlanJson {
    private PlanJson() {}

    /** Adds the plan's decisions to a document; what is in sync is only counted. */
    public static JsonBuilder addTo(JsonBuilder document, Plan plan) {
        return document.putAll("changes", all(plan, Decision.Change.class, PlanJson::change))
                .putAll(
                        "conflicts",
                        all(plan, Decision.Conflict.class, one -> told(one.id(), one.summary(), one.remedy())))
                .putAll("pending", all(plan, Decision.Pending.class, one -> told(one.id(), one.reason(), one.remedy())))
                .putAll("unknown", all(plan, Decision.Unknown.class, one -> told(one.id(), one.reason(), one.remedy())))
                .putAll("blocked", all(plan, Decision.Blocked.class, PlanJson::blocked))
                .putAll(
                        "notes",
                        plan.notes().stream()
                                .map(one -> told(one.id(), one.summary(), one.remedy()))
                                .toList())
                .putAll("deferred", all(plan, Decision.Deferred.class, PlanJson::deferred))
                .put("summary", summary(PlanSummary.of(plan)));
    }

    /** One change, with the fingerprint of all of it. */
    public static JsonObject change(Decision.Change change) {
        return new JsonBuilder()
                .put("address", change.id().toString())
                .put("action", change.action().name().toLowerCase(Locale.ROOT))
                .put("effect", change.effect().name().toLowerCase(Locale.ROOT))
                .put("reason", change.reason())
                .putAll(
                        "differences",
                        change.differences().stream().map(PlanJson::difference).toList())
                .putTexts("steps", change.steps().stream().map(Step::describe).toList())
                .put("fingerprint", Fingerprint.of(change))
                .build();
    }

    /** One attribute. */
    public static JsonObject difference(Difference difference) {
        return new JsonBuilder()
                .put("attribute", difference.attribute())
                .put("before", difference.before())
                .put("after", difference.after())
                .build();
    }

    private static <D extends Decision> List<JsonObject> all(
            Plan plan, Class<D> kind, Function<? super D, JsonObject> json) {
        return plan.only(kind).<JsonObject>map(json).toList();
    }

    private static JsonObject told(ResourceId id, String reason, String remedy) {
        return new JsonBuilder()
                .put("address", id.toString())
                .put("reason", reason)
                .put("remedy", remedy)
                .build();
    }

    private static JsonObject blocked(Decision.Blocked blocked) {
        return new JsonBuilder()
                .put("address", blocked.id().toString())
                .put("cause", blocked.cause().toString())
                .put("reason", blocked.reason())
                .build();
    }

    private static JsonObject deferred(Decision.Deferred deferred) {
        return new JsonBuilder()
                .put("address", deferred.id().toString())
                .put("maker", deferred.maker().toString())
                .put("reason", deferred.reason())
                .build();
    }

    private static JsonValue summary(PlanSummary summary) {
        return new JsonBuilder()
                .put("create", summary.create())
                .put("update", summary.update())
                .put("remove", summary.remove())
                .putTexts("reloads", summary.reloads())
                .putTexts("restarts", summary.restarts())
                .put("conflicts", summary.conflicts())
                .put("pending", summary.pending())
                .put("unknown", summary.unknown())
                .put("blocked", summary.blocked())
                .put("deferred", summary.deferred())
                .put("in_sync", summary.inSync())
                .build();
    }
}
