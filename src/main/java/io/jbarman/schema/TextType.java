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
 * @param shape a regular expression for JSON Schema, of all that such an expression can say
 * @param good whether text is of the shape
 */
record TextType(String says, String shape, Predicate<String> good) implements ValueType {
    /** The shape is an expression that Java and JSON Schema understand alike. */
    static TextType of(String says, String shape) {
        Pattern pattern = Pattern.compile(shape);
        return new TextType(says, shape, text -> pattern.matcher(text).find());
    }

    TextType and(Predicate<String> more) {
        return new TextType(says, shape, good.and(more));
    }

    /** Whether text is of that shape. */
    boolean fits(String text) {
        return good.test(text);
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
        if (!fits(scalar.text())) {
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
                says, JsonTypes.type("string").put("pattern", shape).build());
    }

    @Override
    public String describe() {
        return says;
    }
}
