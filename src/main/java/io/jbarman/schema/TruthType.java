package io.jbarman.schema;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.List;
import java.util.Optional;

/** Yes or no; Barman's {@code on} and {@code off} are understood as well. */
record TruthType() implements ValueType {
    private static final List<String> YES = List.of("true", "on", "yes");
    private static final List<String> NO = List.of("false", "off", "no");

    /** Whether a word that was checked means yes. */
    static boolean isYes(String word) {
        return YES.contains(word);
    }

    /** Whether a word means no. */
    static boolean isNo(String word) {
        return NO.contains(word);
    }

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (node instanceof Scalar scalar && scalar.kind() != Kind.NUMBER && isWord(scalar.text())) {
            return Optional.of(scalar);
        }
        place.refuse(this, node);
        return Optional.empty();
    }

    private static boolean isWord(String text) {
        return YES.contains(text) || NO.contains(text);
    }

    @Override
    public JsonObject jsonSchema() {
        List<JsonValue> words = List.of(
                new JsonFlag(true),
                new JsonFlag(false),
                new JsonText("on"),
                new JsonText("off"),
                new JsonText("yes"),
                new JsonText("no"));
        return JsonTypes.orTemplate(
                describe(), new JsonBuilder().putAll("enum", words).build());
    }

    @Override
    public String describe() {
        return "true or false";
    }
}
