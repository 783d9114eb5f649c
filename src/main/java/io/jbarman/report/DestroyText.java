package io.jbarman.report;

import io.jbarman.engine.ApplyReport;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.plan.Decision;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanJson;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Guarded;
import java.util.List;
import java.util.stream.Collectors;

/** What a destruction leaves and asks for, as people and programs read it. */
public final class DestroyText {
    private DestroyText() {}

    /** What stays, though it came by jbarman. */
    public static String left(List<ResourceId> left) {
        return left.isEmpty()
                ? ""
                : "Left where it is: "
                        + left.stream().map(ResourceId::toString).sorted().collect(Collectors.joining(", ")) + ".\n";
    }

    /** The whole option that would agree to all that is refused; nothing if something else is in the way. */
    public static String howToAgree(List<Decision.Conflict> conflicts) {
        String addresses = conflicts.stream()
                .filter(one -> one.remedy().contains(Guarded.OPTION))
                .map(one -> one.id().toString())
                .collect(Collectors.joining(","));
        return "Nothing was changed."
                + (addresses.isEmpty() ? "" : " To lose all of that: " + Guarded.OPTION + " " + addresses) + "\n";
    }

    /** One that was refused before it began. */
    public static String refused(JsonObject topology, Plan plan) {
        return text(begin(topology, plan).put("succeeded", false));
    }

    /** One that was carried out. */
    public static String document(
            JsonObject topology, Plan plan, List<ResourceId> left, ApplyReport report, Plan after, boolean succeeded) {
        return text(begin(topology, plan)
                .putAll(
                        "outcomes",
                        report.outcomes().stream().map(Documents::outcome).toList())
                .put("interrupted", report.interrupted())
                .put("after", PlanJson.addTo(new JsonBuilder(), after).build())
                .putTexts(
                        "left", left.stream().map(ResourceId::toString).sorted().toList())
                .put("succeeded", succeeded));
    }

    private static JsonBuilder begin(JsonObject topology, Plan plan) {
        return new JsonBuilder()
                .put("schema", Documents.SCHEMA)
                .put("kind", "destroy")
                .put("topology", topology)
                .put("planned", PlanJson.addTo(new JsonBuilder(), plan).build());
    }

    private static String text(JsonBuilder document) {
        return Json.pretty(document.build()) + "\n";
    }
}
