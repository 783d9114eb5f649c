package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.schema.TopologyDocument;
import io.jbarman.template.Data;
import java.nio.charset.StandardCharsets;

/** The description of documents by which editors complete, explain and check them. */
public final class EditorSchema {
    private EditorSchema() {}

    /** As JSON Schema (2020-12). Examples and defaults are values, which editors put into documents as they stand. */
    public static JsonObject json() {
        return spelt(TopologyDocument.jsonSchema());
    }

    private static JsonObject spelt(JsonObject schema) {
        JsonBuilder spelt = new JsonBuilder();
        schema.members().forEach((name, value) -> spelt.put(name, spelt(name, value)));
        return spelt.build();
    }

    private static JsonValue spelt(String name, JsonValue value) {
        if (value instanceof JsonObject object) {
            return spelt(object);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.values().stream()
                    .map(item -> name.equals("examples") || item instanceof JsonObject ? spelt("default", item) : item)
                    .toList());
        }
        return name.equals("default") && value instanceof JsonText text ? value(text.asText()) : value;
    }

    /** As the document's own reader takes it. */
    private static JsonValue value(String yaml) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return Values.data(YamlTree.read(TopologyBytes.decode("example", bytes), "", new Diagnostics()))
                .map(Data::json)
                .orElseGet(() -> new JsonText(yaml));
    }
}
