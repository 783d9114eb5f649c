package io.jbarman.schema;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.List;

/** Pieces of JSON Schema that several types share. */
final class JsonTypes {
    /** Any text with an expression in it stands for whatever its place wants. */
    private static final JsonObject TEMPLATE = new JsonBuilder()
            .put("title", "text with {{ an expression }}")
            .put("type", "string")
            .put("pattern", "\\{\\{")
            .build();

    /** A key with nothing behind it. */
    static final JsonObject NOTHING = titled("nothing", type("null").build());

    private JsonTypes() {}

    /** A schema of one type. */
    static JsonBuilder type(String type) {
        return new JsonBuilder().put("type", type);
    }

    /** The schema under that heading, or text with an expression in it. */
    static JsonObject orTemplate(String title, JsonObject schema) {
        return anyOf(titled(title, schema), TEMPLATE);
    }

    /** The schema under a heading, as editors show it. */
    static JsonObject titled(String title, JsonObject schema) {
        JsonBuilder titled = new JsonBuilder().put("title", title);
        schema.members().forEach(titled::put);
        return titled.build();
    }

    /** Any of the schemas. */
    static JsonObject anyOf(JsonObject... schemas) {
        return new JsonBuilder().putAll("anyOf", List.of(schemas)).build();
    }
}
