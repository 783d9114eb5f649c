package io.jbarman.playbook;

import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.Json;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonNumber;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.VarsBlock;
import io.jbarman.template.Data;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variable's value as text: as it was typed, and a list or a mapping as JSON. So it travels in plan files and in the
 * calls of timers.
 */
public final class GivenValue {
    /** As many digits fit a whole number of expressions. */
    private static final int LONGEST = 18;

    private GivenValue() {}

    /**
     * The variables of a file.
     *
     * @throws ProblemException if it cannot be read, or is no mapping of names to values
     */
    public static Map<String, String> ofFile(Path file) {
        byte[] bytes = LocalPaths.bytes(file, "a path behind @ is taken from the working directory");
        return of(file.toString(), bytes);
    }

    /**
     * Variables as YAML, which JSON is.
     *
     * @throws ProblemException if it is no mapping of names to values
     */
    public static Map<String, String> ofText(String text) {
        return of("-e", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> of(String name, byte[] bytes) {
        Diagnostics problems = new Diagnostics();
        SourceNode tree = YamlTree.read(TopologyBytes.decode(name, bytes), "write lines like 'name: value'", problems);
        problems.addAll(VarsBlock.check(tree));
        problems.throwIfErrors();
        Map<String, String> values = new LinkedHashMap<>();
        Nodes.entries(tree).forEach(entry -> values.put(entry.key(), text(entry.value())));
        return values;
    }

    private static String text(SourceNode node) {
        return node instanceof Scalar scalar
                ? scalar.text()
                : Values.data(node).map(data -> Json.write(Data.json(data))).orElse("");
    }

    /** The list or the mapping that a text is; anything else is text. Quotes may be single, as people write them in a shell. */
    static Optional<Object> structure(String text) {
        boolean begins = text.startsWith("[") || text.startsWith("{");
        return begins
                ? json(text).or(() -> text.contains("\"") ? Optional.empty() : json(text.replace('\'', '"')))
                : Optional.empty();
    }

    private static Optional<Object> json(String text) {
        try {
            return Optional.of(data(Json.parse(text)));
        } catch (JsonException noJson) {
            return Optional.empty();
        }
    }

    private static Object data(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.members().forEach((name, member) -> map.put(name, data(member)));
            return map;
        }
        if (value instanceof JsonArray array) {
            List<Object> list = new ArrayList<>();
            array.values().forEach(item -> list.add(data(item)));
            return list;
        }
        if (value instanceof JsonNumber number) {
            boolean whole = number.number().scale() == 0 && number.number().precision() <= LONGEST;
            return whole ? Long.valueOf(number.number().longValue()) : number.number();
        }
        return value instanceof JsonFlag flag ? flag.flag() : value.asText();
    }
}
