package io.jbarman.schema;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.List;

/** Pieces of JSON Schema that several types share. */
final class JsonTypes {
    /** Any text with an expression in it stands for whatever its place wants. */
    private static final JsonObject TEMPLATE =
            new JsonBuilder().put("type", "string").put("pattern", "\\{\\{").build();

    private JsonTypes() {}

    /** A schema of one type. */
    static JsonBuilder type(String type) {
        return new JsonBuilder().put("type", type);
    }

    /** The schema, or text with an expression in it. */
    static JsonObject orTemplate(JsonObject schema) {
        return anyOf(schema, TEMPLATE);
    }

    /** Any of the schemas. */
    static JsonObject anyOf(JsonObject... schemas) {
        return new JsonBuilder().putAll("anyOf", List.of(schemas)).build();
    }
}
