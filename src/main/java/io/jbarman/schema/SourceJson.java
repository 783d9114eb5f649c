package io.jbarman.schema;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;

/** A tree as people read it on one line. */
final class SourceJson {
    private SourceJson() {}

    static String spelling(SourceNode node) {
        return node instanceof Scalar scalar ? scalar.text() : Json.write(json(node));
    }

    private static JsonValue json(SourceNode node) {
        if (node instanceof Mapping mapping) {
            JsonBuilder object = new JsonBuilder();
            mapping.entries().forEach(entry -> object.put(entry.key(), json(entry.value())));
            return object.build();
        }
        if (node instanceof Sequence list) {
            return new JsonArray(list.items().stream().map(SourceJson::json).toList());
        }
        return new JsonText(((Scalar) node).text());
    }
}
