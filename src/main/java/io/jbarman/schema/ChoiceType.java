package io.jbarman.schema;

import io.jbarman.diagnostics.Suggestion;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One of a few words.
 *
 * @param later words of the language that this release cannot do yet; one that ends in a blank begins a value
 * @param elsewhere words that people bring from elsewhere, with what to do instead
 */
record ChoiceType(List<String> words, List<String> later, Map<String, String> elsewhere) implements ValueType {
    static ChoiceType of(String... words) {
        return new ChoiceType(List.of(words), List.of(), Map.of());
    }

    /** The words of an enum, in lower case with hyphens. */
    static ChoiceType of(Enum<?>... constants) {
        return new ChoiceType(
                java.util.Arrays.stream(constants).map(ChoiceType::word).toList(), List.of(), Map.of());
    }

    /** The word of a constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    ChoiceType later(String... more) {
        return new ChoiceType(words, List.of(more), elsewhere);
    }

    ChoiceType elsewhere(Map<String, String> others) {
        return new ChoiceType(words, later, others);
    }

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Scalar scalar) || scalar.isNothing()) {
            place.refuse(this, node);
            return Optional.empty();
        }
        if (words.contains(scalar.text()) && scalar.kind() != Kind.NUMBER) {
            return Optional.of(scalar);
        }
        refuse(scalar, place);
        return Optional.empty();
    }

    private void refuse(Scalar scalar, Place place) {
        if (elsewhere.containsKey(scalar.text())) {
            place.refuse(describe(), scalar, elsewhere.get(scalar.text()));
            return;
        }
        if (later.stream().anyMatch(word -> isLater(word, scalar.text()))) {
            place.problem(
                    "not-supported-yet",
                    scalar.origin(),
                    place.label() + ": '" + scalar.text() + "' is not supported yet in this release",
                    "use " + describe());
            return;
        }
        String hint = Suggestion.closest(scalar.text(), words)
                .map(word -> "did you mean '" + word + "'?")
                .orElse(place.help());
        place.refuse(describe(), scalar, hint);
    }

    private static boolean isLater(String word, String text) {
        return word.endsWith(" ") ? text.startsWith(word) : text.equals(word);
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.orTemplate(
                describe(), new JsonBuilder().putTexts("enum", words).build());
    }

    @Override
    public String describe() {
        return words.size() == 1 ? "'" + words.get(0) + "'" : "one of " + String.join(", ", words);
    }
}
