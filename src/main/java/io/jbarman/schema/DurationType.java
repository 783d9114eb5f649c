package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time with units: {@code 15m}, {@code 1h30m}; between a second and a year. */
record DurationType() implements ValueType {
    private static final Pattern SHAPE =
            Pattern.compile("^(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?$");

    private static final Duration LONGEST = Duration.ofDays(366);

    /** The length that a text means, if it means one. */
    static Optional<Duration> parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Duration length = Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)));
        return length.isZero() || length.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(length);
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Scalar scalar) || scalar.kind() == Kind.TRUTH || scalar.isNothing()) {
            place.refuse(this, node);
            return Optional.empty();
        }
        if (parse(scalar.text()).isEmpty()) {
            place.refuse(this, scalar);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.orTemplate(
                describe(),
                JsonTypes.type("string")
                        .put("pattern", SHAPE.pattern())
                        .put("minLength", 2)
                        .build());
    }

    @Override
    public String describe() {
        return "a length of time with its unit, like 30s, 15m, 1h30m or 7d";
    }
}
