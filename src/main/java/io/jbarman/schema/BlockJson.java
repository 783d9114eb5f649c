package io.jbarman.schema;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.List;

/** A block as a JSON Schema. */
final class BlockJson {
    private BlockJson() {}

    static JsonObject schema(Block block) {
        JsonObject mapping = mapping(block);
        if (!required(block).isEmpty()) {
            return mapping;
        }
        return JsonTypes.anyOf(mapping, JsonTypes.type("null").build());
    }

    static JsonObject mapping(Block block) {
        JsonBuilder properties = new JsonBuilder();
        for (Key key : block.keys()) {
            if (key.later().isEmpty()) {
                properties.put(key.name(), property(key));
            }
        }
        block.open().ifPresent(open -> addOpen(block, open, properties));
        JsonBuilder schema = JsonTypes.type("object")
                .put("description", block.doc())
                .put("properties", properties.build())
                .put("additionalProperties", false);
        if (!required(block).isEmpty()) {
            schema.putTexts("required", required(block));
        }
        return schema.build();
    }

    private static void addOpen(Block block, OpenKeys open, JsonBuilder properties) {
        JsonObject scalar = new AnyScalar("").jsonSchema();
        open.names().stream()
                .filter(name -> open.refusal(name).isEmpty() && block.key(name).isEmpty())
                .forEach(name -> properties.put(name, scalar));
    }

    private static List<String> required(Block block) {
        return block.keys().stream().filter(Key::required).map(Key::name).toList();
    }

    private static JsonObject property(Key key) {
        JsonBuilder property = new JsonBuilder().put("description", key.doc());
        key.type().jsonSchema().members().forEach(property::put);
        property.putIf("default", key.defaultText());
        key.example().ifPresent(example -> property.putTexts("examples", List.of(example)));
        // A block's own sentence must not hide the key's.
        return property.put("description", key.doc()).build();
    }
}
