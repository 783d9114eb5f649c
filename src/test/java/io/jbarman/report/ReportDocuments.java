package io.jbarman.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.List;

/** Holds what commands print as JSON against its description, which has to know every member. */
public final class ReportDocuments {
    private static final JsonObject STRICT =
            strict(Json.parse(ReportSchema.text()).asObject().get("$defs")).asObject();

    private ReportDocuments() {}

    /** The document, which is as the schema says. */
    public static JsonObject checked(String text) {
        JsonObject document = Json.parse(text).asObject();
        String kind = document.get("kind").asText();
        String schema = Json.write(new JsonBuilder()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("$ref", "#/$defs/" + kind)
                .put("$defs", STRICT)
                .build());
        Validator.Result result = new ValidatorFactory()
                .withJsonNodeFactory(new SnakeYamlNode.Factory())
                .validate(schema, text);
        List<String> errors = result.getErrors().stream()
                .map(error -> error.getInstanceLocation() + " " + error.getError())
                .toList();
        assertThat(errors).as(kind + ": " + text).isEmpty();
        return document;
    }

    /** Programs ignore members that they do not know; this test does not. */
    private static JsonValue strict(JsonValue schema) {
        if (schema instanceof JsonArray list) {
            return new JsonArray(
                    list.elements().stream().map(ReportDocuments::strict).toList());
        }
        if (!(schema instanceof JsonObject object)) {
            return schema;
        }
        JsonBuilder strict = new JsonBuilder();
        object.members().forEach((name, value) -> strict.put(name, strict(value)));
        boolean described =
                object.find("type").filter(type -> "object".equals(text(type))).isPresent()
                        && object.find("properties").isPresent();
        return described ? strict.put("additionalProperties", false).build() : strict.build();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonValue.JsonText text ? text.text() : "";
    }
}
