package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.Optional;

/** The name of a secret. What stands there instead may be the secret itself, so it is never repeated. */
record SecretNameType() implements ValueType {
    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        boolean name = node instanceof Scalar scalar
                && (scalar.kind() == Kind.TEXT || scalar.kind() == Kind.INTERPOLATED)
                && Texts.IDENTIFIER.fits(scalar.text());
        if (name) {
            return Optional.of(node);
        }
        place.problem(
                "secret-in-clear",
                SecretType.withoutText(node.origin()),
                place.label() + " must be " + describe(),
                "write the secret's place under secrets, and its name here: " + place.help());
        return Optional.empty();
    }

    @Override
    public JsonObject jsonSchema() {
        return Texts.IDENTIFIER.jsonSchema();
    }

    @Override
    public String describe() {
        return "the name of one of secrets, never a password itself";
    }
}
