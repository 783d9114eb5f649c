package io.jbarman.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value. Immutable; an object keeps the order of its members. */
public sealed interface JsonValue {
    /** A value of a wrong kind is a defect of whoever wrote the text, told by {@link JsonException}. */
    default JsonObject asObject() {
        throw new JsonException("expected an object, found " + Json.write(this));
    }

    /** The elements of an array. */
    default List<JsonValue> elements() {
        throw new JsonException("expected an array, found " + Json.write(this));
    }

    /** The characters of a string. */
    default String asText() {
        throw new JsonException("expected a string, found " + Json.write(this));
    }

    /** A whole number. */
    default long asLong() {
        throw new JsonException("expected a number, found " + Json.write(this));
    }

    /** A truth value. */
    default boolean asFlag() {
        throw new JsonException("expected true or false, found " + Json.write(this));
    }

    /** {@code {"name": value}}. */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** The member, or empty. */
        public Optional<JsonValue> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** The member, which must be there. */
        public JsonValue get(String name) {
            return find(name).orElseThrow(() -> new JsonException("no member \"" + name + "\" in " + Json.write(this)));
        }

        @Override
        public JsonObject asObject() {
            return this;
        }
    }

    /** {@code [value]}. */
    record JsonArray(List<JsonValue> values) implements JsonValue {
        public JsonArray {
            values = List.copyOf(values);
        }

        @Override
        public List<JsonValue> elements() {
            return values;
        }
    }

    /** {@code "text"}. */
    record JsonText(String text) implements JsonValue {
        @Override
        public String asText() {
            return text;
        }
    }

    /** {@code 1}, {@code 1.5}. */
    record JsonNumber(BigDecimal number) implements JsonValue {
        @Override
        public long asLong() {
            return number.longValueExact();
        }
    }

    /** {@code true}, {@code false}. */
    record JsonFlag(boolean flag) implements JsonValue {
        @Override
        public boolean asFlag() {
            return flag;
        }
    }

    /** {@code null}. */
    record JsonNull() implements JsonValue {}
}
