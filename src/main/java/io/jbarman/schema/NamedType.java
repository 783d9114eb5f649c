package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mapping whose keys are names that the document chooses.
 *
 * @param noun what is named: {@code host}
 * @param name what a name looks like
 */
record NamedType(String noun, TextType name, ValueType value) implements ValueType {
    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (node.isNothing()) {
            return Optional.of(new Mapping(List.of(), node.origin()));
        }
        if (!(node instanceof Mapping mapping)) {
            place.refuse(this, node);
            return Optional.empty();
        }
        List<Entry> good = new ArrayList<>();
        for (Entry entry : mapping.entries()) {
            good.add(checkEntry(entry, place));
        }
        return Optional.of(new Mapping(good, mapping.origin()));
    }

    /** The name stays even where its value is beyond use, so that references to it are no problems of their own. */
    private Entry checkEntry(Entry entry, Place place) {
        Place inside = place.key(entry.key(), place.help());
        inside.stands(entry.value() instanceof SourceNode.Scalar ? entry.value().origin() : entry.keyOrigin());
        checkName(entry, inside);
        SourceNode unusable = new Mapping(List.of(), entry.value().origin());
        SourceNode checked = Block.isUnknown(entry.value())
                ? unusable
                : value.check(entry.value(), inside).orElse(unusable);
        return new Entry(entry.key(), entry.keyOrigin(), checked);
    }

    private void checkName(Entry entry, Place place) {
        if (name.fits(entry.key())) {
            return;
        }
        place.problem(
                "invalid-name",
                entry.keyOrigin(),
                "'" + entry.key() + "' cannot be the name of a " + noun,
                "allowed: " + name.says());
    }

    @Override
    public JsonObject jsonSchema() {
        JsonObject names = JsonTypes.type("string").put("pattern", name.shape()).build();
        return JsonTypes.anyOf(
                JsonTypes.type("object")
                        .put("title", describe())
                        .put("propertyNames", names)
                        .put("additionalProperties", value.jsonSchema())
                        .build(),
                JsonTypes.NOTHING);
    }

    @Override
    public String describe() {
        return "a mapping of names to " + value.describe();
    }
}
