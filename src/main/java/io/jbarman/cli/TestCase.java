package io.jbarman.cli;

import io.jbarman.compile.ControlNode;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.facts.RecordedFacts;
import io.jbarman.facts.RecordedFactsJson;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with what was seen once, what it was seen with, and the plan that is to follow from it.
 *
 * @param directory named as the case
 */
record TestCase(Path directory) {
    private static final int SCHEMA = 1;
    private static final String FACTS = "facts.json";

    /** The cases in a directory, by name. */
    static List<TestCase> in(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(each -> Files.exists(each.resolve(FACTS)))
                    .sorted()
                    .map(TestCase::new)
                    .toList();
        } catch (IOException e) {
            throw unusable(directory, e);
        }
    }

    String name() {
        return directory.getFileName() == null ? "" : directory.getFileName().toString();
    }

    /** What was seen. */
    RecordedFacts facts() {
        Path file = directory.resolve(FACTS);
        try {
            return RecordedFactsJson.read(read(file));
        } catch (JsonException e) {
            throw new ProblemException(
                    Diagnostic.error("case-unusable", file + ": " + e.getMessage(), "record it again with --record"),
                    e);
        }
    }

    /** The plan that is expected; empty where none was written yet. */
    Optional<String> expected() {
        Path file = directory.resolve("plan.txt");
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    void expect(String plan) {
        write("plan.txt", plan);
    }

    /** The machine that recorded it, as far as plans depend on that. */
    ControlNode node() {
        Path file = directory.resolve("case.json");
        try {
            JsonObject json = Json.parse(read(file)).asObject();
            Map<String, String> variables = new LinkedHashMap<>();
            json.get("variables").asObject().members().forEach((name, value) -> variables.put(name, value.asText()));
            return new ControlNode(
                    json.find("launcher").map(io.jbarman.json.JsonValue::asText),
                    json.find("java_home").map(io.jbarman.json.JsonValue::asText),
                    json.get("user").asText(),
                    json.find("document").map(io.jbarman.json.JsonValue::asText),
                    variables);
        } catch (JsonException e) {
            throw new ProblemException(
                    Diagnostic.error("case-unusable", file + ": " + e.getMessage(), "record it again with --record"),
                    e);
        }
    }

    void record(RecordedFacts facts, ControlNode node) {
        JsonBuilder variables = new JsonBuilder();
        node.variables().forEach(variables::put);
        JsonObject json = new JsonBuilder()
                .put("schema", SCHEMA)
                .put("kind", "case")
                .putIf("launcher", node.launcher())
                .putIf("java_home", node.javaHome())
                .put("user", node.user())
                .putIf("document", node.document())
                .put("variables", variables.build())
                .build();
        write(FACTS, RecordedFactsJson.write(facts));
        write("case.json", Json.pretty(json) + "\n");
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unusable(directory.resolve(name), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static ProblemException unusable(Path file, IOException e) {
        return new ProblemException(
                Diagnostic.error("case-unusable", file + " cannot be read or written: " + e.getMessage(), "look at it"),
                e);
    }
}
