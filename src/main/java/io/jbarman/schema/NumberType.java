package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.Optional;
import java.util.regex.Pattern;

/** A whole number between two bounds, both included. */
record NumberType(long least, long most) implements ValueType {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Scalar scalar) || !mayBeNumber(scalar)) {
            place.refuse(this, node);
            return Optional.empty();
        }
        if (!DECIMAL.matcher(scalar.text()).matches() || !isWithin(Long.parseLong(scalar.text()))) {
            place.refuse(this, scalar);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private static boolean mayBeNumber(Scalar scalar) {
        return scalar.kind() == Kind.NUMBER || scalar.kind() == Kind.INTERPOLATED;
    }

    private boolean isWithin(long number) {
        return number >= least && number <= most;
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.orTemplate(
                describe(),
                JsonTypes.type("integer")
                        .put("minimum", least)
                        .put("maximum", most)
                        .build());
    }

    @Override
    public String describe() {
        return least == most ? "the number " + least : "a whole number from " + least + " to " + most;
    }
}
