package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Text of a certain shape.
 *
 * @param says the shape in words
 * @param shape a regular expression that Java and JSON Schema understand alike
 * @param good what the expression cannot say
 */
record TextType(String says, Pattern shape, Predicate<String> good) implements ValueType {
    static TextType of(String says, String shape) {
        return new TextType(says, Pattern.compile(shape), text -> true);
    }

    TextType and(Predicate<String> more) {
        return new TextType(says, shape, more);
    }

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Scalar scalar) || scalar.isNothing()) {
            place.refuse(this, node);
            return Optional.empty();
        }
        if (scalar.kind() == Kind.NUMBER || scalar.kind() == Kind.TRUTH) {
            quotesMissing(scalar, place);
            return Optional.empty();
        }
        if (!shape.matcher(scalar.text()).find() || !good.test(scalar.text())) {
            place.refuse(this, scalar);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private void quotesMissing(Scalar scalar, Place place) {
        place.refuse(says, scalar, "if it is meant as text, put quotes around it: \"" + scalar.text() + "\"");
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.orTemplate(
                says, JsonTypes.type("string").put("pattern", shape.pattern()).build());
    }

    @Override
    public String describe() {
        return says;
    }
}
