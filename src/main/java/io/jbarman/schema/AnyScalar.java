package io.jbarman.schema;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.List;
import java.util.Optional;

/** Any single value on one line: text, a number, a truth value. */
record AnyScalar(String says) implements ValueType {
    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Scalar scalar) || scalar.isNothing()) {
            place.refuse(this, node);
            return Optional.empty();
        }
        if (scalar.text().chars().anyMatch(Character::isISOControl)) {
            place.problem(
                    "invalid-value",
                    scalar.origin(),
                    place.label() + " must be on one line and without control characters",
                    place.help());
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    @Override
    public JsonObject jsonSchema() {
        return new JsonBuilder()
                .putTexts("type", List.of("string", "number", "boolean"))
                .build();
    }

    @Override
    public String describe() {
        return says;
    }
}
