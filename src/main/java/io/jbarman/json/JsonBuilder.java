package io.jbarman.json;

import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonNumber;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.json.JsonValue.JsonText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Builds an object member by member. */
public final class JsonBuilder {
    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    /** Adds a member. */
    public JsonBuilder put(String name, JsonValue value) {
        members.put(name, value);
        return this;
    }

    /** Adds a string. */
    public JsonBuilder put(String name, String text) {
        return put(name, new JsonText(text));
    }

    /** Adds a number. */
    public JsonBuilder put(String name, long number) {
        return put(name, new JsonNumber(BigDecimal.valueOf(number)));
    }

    /** Adds a truth value. */
    public JsonBuilder put(String name, boolean flag) {
        return put(name, new JsonFlag(flag));
    }

    /** Adds a string if there is one. */
    public JsonBuilder putIf(String name, Optional<String> text) {
        text.ifPresent(value -> put(name, value));
        return this;
    }

    /** Adds an array of strings. */
    public JsonBuilder putTexts(String name, Collection<String> texts) {
        return put(
                name, new JsonArray(texts.stream().<JsonValue>map(JsonText::new).toList()));
    }

    /** Adds an array. */
    public JsonBuilder putAll(String name, Collection<? extends JsonValue> values) {
        return put(name, new JsonArray(java.util.List.copyOf(values)));
    }

    /** The object so far. */
    public JsonObject build() {
        return new JsonObject(members);
    }
}
