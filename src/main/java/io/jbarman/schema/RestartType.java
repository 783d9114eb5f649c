package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.PostgresServer.RestartPolicy;
import io.jbarman.topology.RestartWindow;
import java.util.Optional;

/** When a server may be restarted: {@code never}, {@code when-needed}, {@code window "Sat 02:00-04:00"}. */
record RestartType() implements ValueType {
    private static final String WINDOW = "window";
    private static final ChoiceType WORDS = ChoiceType.of("never", "when-needed");
    private static final String EXAMPLE =
            "write it as window \"Sat 02:00-04:00\"; days are Mon to Sun, lists and ranges of them, or daily";

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Scalar scalar) || !scalar.text().startsWith(WINDOW)) {
            return WORDS.check(node, place);
        }
        if (RestartWindow.parse(scalar.text()).isEmpty()) {
            place.refuse(describe(), scalar, EXAMPLE);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    /** What a checked text means. */
    static RestartPolicy policy(String text) {
        if (text.equals("never")) {
            return RestartPolicy.NEVER;
        }
        return RestartWindow.parse(text)
                .<RestartPolicy>map(RestartPolicy.Within::new)
                .orElse(RestartPolicy.WHEN_NEEDED);
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.anyOf(
                WORDS.jsonSchema(),
                JsonTypes.type("string")
                        .put("title", "window \"DAYS HH:MM-HH:MM\"")
                        .put("pattern", RestartWindow.SHAPE.pattern())
                        .build());
    }

    @Override
    public String describe() {
        return "never, when-needed or window \"DAYS HH:MM-HH:MM\"";
    }
}
