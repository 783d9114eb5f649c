package io.jbarman.report;

import io.jbarman.explain.Explanation;
import io.jbarman.explain.Task;
import io.jbarman.explain.Value;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Want;
import io.jbarman.topology.KnownVariable;
import io.jbarman.topology.VariableSource;
import java.util.List;

/** Explanations for programs. */
final class ExplanationJson {
    private ExplanationJson() {}

    static JsonObject of(Explanation one) {
        JsonBuilder json = new JsonBuilder().put("what", one.what()).put("name", one.name());
        Documents.place(json, one.origin());
        return json.putTexts("groups", one.groups())
                .putTexts("members", one.members())
                .putAll(
                        "variables",
                        one.variables().stream().map(ExplanationJson::variable).toList())
                .putAll(
                        "values",
                        one.values().stream().map(ExplanationJson::value).toList())
                .putAll("tasks", one.tasks().stream().map(ExplanationJson::task).toList())
                .build();
    }

    private static JsonObject variable(KnownVariable variable) {
        return new JsonBuilder()
                .put("name", variable.name())
                .put("value", variable.value())
                .put("source", source(variable.source()))
                .putAll(
                        "shadowed",
                        variable.shadowed().stream()
                                .map(ExplanationJson::source)
                                .toList())
                .build();
    }

    private static JsonObject source(VariableSource source) {
        JsonBuilder json = new JsonBuilder()
                .put("level", source.level().word())
                .put("of", source.of())
                .put("written", source.written());
        return Documents.place(json, source.origin()).build();
    }

    private static JsonObject value(Value value) {
        JsonBuilder json = new JsonBuilder()
                .put("key", value.key())
                .put("value", value.text())
                .put("default", value.origin().isEmpty());
        value.origin().ifPresent(origin -> Documents.place(json, origin));
        return json.build();
    }

    static JsonObject task(Task task) {
        JsonBuilder json = new JsonBuilder()
                .put("address", task.id().toString())
                .putAll(
                        "wants",
                        task.wants().stream().map(ExplanationJson::want).toList())
                .putTexts("after", texts(task.after()))
                .putTexts("before", texts(task.before()));
        if (!task.declaredBy().isEmpty()) {
            json.putTexts("declared_by", task.declaredBy());
        }
        json.put("declared", task.declaredAt().isPresent() || !task.declaredBy().isEmpty());
        task.declaredAt().or(task::owner).ifPresent(place -> Documents.place(json, place));
        return json.build();
    }

    private static JsonObject want(Want want) {
        return new JsonBuilder()
                .put("attribute", want.attribute())
                .put("value", want.value())
                .build();
    }

    private static List<String> texts(List<ResourceId> ids) {
        return ids.stream().map(ResourceId::toString).toList();
    }
}
