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
        return JsonTypes.anyOf(mapping, JsonTypes.NOTHING);
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
                .put("title", block.what())
                .put("description", block.doc())
                .put("properties", properties.build())
                .put("additionalProperties", false);
        if (!required(block).isEmpty()) {
            schema.putTexts("required", required(block));
        }
        return schema.build();
    }

    private static void addOpen(Block block, OpenKeys open, JsonBuilder properties) {
        open.names().stream()
                .filter(name -> open.refusal(name).isEmpty() && block.key(name).isEmpty())
                .forEach(name -> properties.put(name, property(open, name)));
    }

    /** Words that the key takes are offered; what else it takes is for the checks to say. */
    private static JsonObject property(OpenKeys open, String name) {
        JsonObject scalar = new AnyScalar("").jsonSchema();
        List<String> words = open.words(name);
        JsonObject type = words.isEmpty()
                ? scalar
                : JsonTypes.anyOf(new JsonBuilder().putTexts("enum", words).build(), scalar);
        JsonBuilder property = new JsonBuilder().put("title", open.takes(name)).put("description", open.doc(name));
        type.members().forEach(property::put);
        return property.build();
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
