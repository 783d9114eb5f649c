package io.jbarman.engine;

import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.json.Json;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonNumber;
import io.jbarman.pg.ServerVersion;
import io.jbarman.postgres.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A statement that answers one question, or several that may share one. */
record FactStatement(List<FactQuery.OfServer<?>> questions) {
    FactStatement {
        questions = List.copyOf(questions);
    }

    /** As few statements as these questions take. */
    static List<FactStatement> of(List<FactQuery.OfServer<?>> questions) {
        Map<Boolean, List<FactQuery.OfServer<?>>> shared =
                questions.stream().collect(Collectors.partitioningBy(FactQuery.OfServer::sharesStatement));
        List<FactStatement> statements = new ArrayList<>();
        shared.getOrDefault(false, List.of()).forEach(one -> statements.add(new FactStatement(List.of(one))));
        List<FactQuery.OfServer<?>> together = shared.getOrDefault(true, List.of());
        if (!together.isEmpty()) {
            statements.add(new FactStatement(together));
        }
        return statements;
    }

    /** Each question by itself. */
    List<FactStatement> apart() {
        return questions.stream().map(one -> new FactStatement(List.of(one))).toList();
    }

    boolean isShared() {
        return questions.size() > 1;
    }

    String sql(ServerVersion version) {
        if (!isShared()) {
            return questions.get(0).sql(version);
        }
        return IntStream.range(0, questions.size())
                .mapToObj(index -> "SELECT " + index + " AS part, pg_catalog.row_to_json(q)::pg_catalog.text AS line"
                        + " FROM (" + questions.get(index).sql(version) + ") q")
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    List<String> parameters() {
        return questions.stream().flatMap(one -> one.parameters().stream()).toList();
    }

    Map<FactQuery<?>, Answer> answers(List<Row> rows) {
        if (!isShared()) {
            return Map.of(questions.get(0), new Answer.Rows(rows));
        }
        Map<FactQuery<?>, Answer> answers = new LinkedHashMap<>();
        for (int index = 0; index < questions.size(); index++) {
            long part = index;
            answers.put(
                    questions.get(index),
                    new Answer.Rows(rows.stream()
                            .filter(row -> row.number("part") == part)
                            .map(row -> row(row.text("line")))
                            .toList()));
        }
        return answers;
    }

    private static Row row(String line) {
        Map<String, Optional<String>> columns = new LinkedHashMap<>();
        Json.parse(line).asObject().members().forEach((name, value) -> columns.put(name, text(value)));
        return new Row(columns);
    }

    /** As PostgreSQL writes the value where it stands alone. */
    private static Optional<String> text(JsonValue value) {
        if (value instanceof JsonNull) {
            return Optional.empty();
        }
        if (value instanceof JsonFlag flag) {
            return Optional.of(flag.flag() ? "t" : "f");
        }
        return Optional.of(value instanceof JsonNumber number ? number.number().toPlainString() : value.asText());
    }
}
