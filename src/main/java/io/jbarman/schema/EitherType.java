package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Mapping;
import java.util.Optional;

/** A mapping, or something shorter. */
record EitherType(ValueType mapping, ValueType shorter) implements ValueType {
    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (node instanceof Mapping) {
            return mapping.check(node, place);
        }
        if (node instanceof SourceNode.Sequence || node.isNothing()) {
            place.refuse(this, node);
            return Optional.empty();
        }
        return shorter.check(node, place);
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.anyOf(mapping.jsonSchema(), shorter.jsonSchema());
    }

    @Override
    public String describe() {
        return mapping.describe() + ", or " + shorter.describe();
    }
}
