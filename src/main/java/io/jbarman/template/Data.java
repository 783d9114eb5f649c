package io.jbarman.template;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonNumber;
import io.jbarman.json.JsonValue.JsonText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of expressions: strings, numbers, truth values, lists and maps of them. */
public final class Data {
    private Data() {}

    /**
     * A value in the middle of text.
     *
     * @throws TemplateException if it is a list or a mapping
     */
    public static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Collection) {
            throw new TemplateException(
                    "a list cannot stand within text",
                    "join it: {{ NAME | join(', ') }}; or give the value to it alone");
        }
        if (value instanceof Map) {
            throw new TemplateException(
                    "a mapping cannot stand within text", "name one of its values: {{ NAME.KEY }}, or use to_json");
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    /** A value as JSON. */
    public static JsonValue json(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            JsonBuilder object = new JsonBuilder();
            map.forEach((name, member) -> object.put(String.valueOf(name), json(member)));
            return object.build();
        }
        if (value instanceof Collection<?> list) {
            return new JsonArray(list.stream().map(Data::json).toList());
        }
        if (value instanceof Boolean flag) {
            return new JsonFlag(flag);
        }
        if (value instanceof Number number) {
            return new JsonNumber(new BigDecimal(number.toString()));
        }
        return value == null ? new JsonNull() : new JsonText(value.toString());
    }
}
