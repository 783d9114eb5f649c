package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.Optional;

/** As which account a program runs: true for root, false for the one that logs in, or an account's name. */
record BecomeType() implements ValueType {
    static final Key KEY = Key.optional(
                    PlayBlock.BECOME,
                    new BecomeType(),
                    "As which account a command runs: true for root; left out, the one that logs in.")
            .example("postgres");

    private static final TruthType TRUTH = new TruthType();

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        boolean truth = node instanceof Scalar scalar
                && TRUTH.check(scalar, new Place("", "", "", new Place.Run())).isPresent();
        if (truth || (node instanceof Scalar text && Texts.ACCOUNT.fits(text.text()))) {
            return Optional.of(node);
        }
        place.refuse(this, node);
        return Optional.empty();
    }

    /** The account that a checked value means; empty for the one that logs in. */
    static Optional<String> account(String word) {
        if (TruthType.isYes(word)) {
            return Optional.of("root");
        }
        return TruthType.isNo(word) ? Optional.empty() : Optional.of(word);
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.anyOf(TRUTH.jsonSchema(), Texts.ACCOUNT.jsonSchema());
    }

    @Override
    public String describe() {
        return "true, false or an operating-system account";
    }
}
