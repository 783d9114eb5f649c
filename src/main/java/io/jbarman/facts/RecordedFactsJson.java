package io.jbarman.facts;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.postgres.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Recorded facts as a JSON document that people compare line by line: a line for each row and each answer, in the order
 * of the questions' text. Pure.
 */
public final class RecordedFactsJson {
    /** The newest format that this jbarman reads, and the one that it writes. */
    public static final int SCHEMA = 1;

    private static final String KIND = "facts";

    private RecordedFactsJson() {}

    /** The document; ends with a line feed. */
    public static String write(RecordedFacts facts) {
        return facts.answers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> answer(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(
                        ",\n", "{\"schema\":" + SCHEMA + ",\"kind\":\"" + KIND + "\",\"answers\":[\n", "\n]}\n"));
    }

    private static String answer(String question, Answer answer) {
        JsonBuilder json = new JsonBuilder().put("question", question);
        if (answer instanceof Answer.Rows rows) {
            return rows(json, rows.rows());
        }
        if (answer instanceof Answer.Output of) {
            return Json.write(
                    json.put("status", of.status()).put("output", of.output()).build());
        }
        Answer.None none = (Answer.None) answer;
        return Json.write(
                json.put("reason", none.reason()).put("remedy", none.remedy()).build());
    }

    private static String rows(JsonBuilder json, List<Row> rows) {
        List<String> columns = rows.isEmpty()
                ? List.of()
                : List.copyOf(new TreeSet<>(rows.get(0).columns().keySet()));
        String head = Json.write(json.putTexts("columns", columns).build());
        return rows.stream()
                .map(row -> Json.write(new JsonArray(
                        columns.stream().map(column -> value(row.find(column))).toList())))
                .collect(Collectors.joining(
                        ",\n",
                        head.substring(0, head.length() - 1) + ",\"rows\":[" + (rows.isEmpty() ? "" : "\n"),
                        "]}"));
    }

    private static JsonValue value(Optional<String> text) {
        return text.<JsonValue>map(JsonText::new).orElseGet(JsonNull::new);
    }

    /**
     * Reads a document.
     *
     * @throws JsonException if it is not one, or of a newer schema
     */
    public static RecordedFacts read(String text) {
        JsonObject document = Json.parse(text).asObject();
        if (!document.get("kind").asText().equals(KIND)) {
            throw new JsonException(
                    "no recorded facts: kind is " + document.get("kind").asText());
        }
        if (document.get("schema").asLong() > SCHEMA) {
            throw new JsonException("recorded by a newer jbarman: schema "
                    + document.get("schema").asLong() + ", this one reads up to " + SCHEMA);
        }
        Map<String, Answer> answers = new LinkedHashMap<>();
        document.get("answers").elements().stream()
                .map(JsonValue::asObject)
                .forEach(one -> answers.put(one.get("question").asText(), answer(one)));
        return new RecordedFacts(answers);
    }

    private static Answer answer(JsonObject one) {
        if (one.find("rows").isPresent()) {
            return new Answer.Rows(rows(one));
        }
        return one.find("status").isPresent()
                ? new Answer.Output(
                        (int) one.get("status").asLong(), one.get("output").asText())
                : new Answer.None(one.get("reason").asText(), one.get("remedy").asText());
    }

    private static List<Row> rows(JsonObject one) {
        List<String> columns =
                one.get("columns").elements().stream().map(JsonValue::asText).toList();
        List<Row> rows = new ArrayList<>();
        for (JsonValue values : one.get("rows").elements()) {
            rows.add(row(columns, values.elements()));
        }
        return rows;
    }

    private static Row row(List<String> columns, List<JsonValue> values) {
        if (values.size() != columns.size()) {
            throw new JsonException("a row of " + values.size() + " values under " + columns.size() + " columns");
        }
        Map<String, Optional<String>> row = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            JsonValue value = values.get(index);
            row.put(columns.get(index), value instanceof JsonNull ? Optional.empty() : Optional.of(value.asText()));
        }
        return new Row(row);
    }
}
