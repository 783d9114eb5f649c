package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.RunDirectory;
import java.util.Map;
import java.util.function.Predicate;

/** Asks the runtime what only it can do. */
final class RuntimeAnswers {
    private RuntimeAnswers() {}

    /**
     * The runtime's answer.
     *
     * @param server empty for none
     * @throws ProblemException if none runs, or it refused
     */
    static JsonObject require(BarmanContext context, String command, String server) {
        JsonObject answer = (server.isEmpty()
                        ? context.runtime().ask(command)
                        : context.runtime().ask(command, server))
                .orElseThrow(() -> notRunning(context.runDirectory()));
        if (!answer.get("ok").asFlag()) {
            throw new ProblemException(Diagnostic.error(
                    "runtime-refused",
                    answer.find("error").map(JsonValue::asText).orElse("the runtime refused"),
                    "see jbarman runtime status"));
        }
        return answer;
    }

    /**
     * Servers that do not run although they are to: an error for those that the request was about, else a warning. One
     * that waits for its PostgreSQL is a warning in any case: it goes on by itself.
     */
    static void tellTroubles(BarmanOutput output, JsonObject answer, Predicate<String> isMeant) {
        answer.get("failed").asObject().members().forEach((server, problem) -> {
            String text = text(problem.asObject());
            if (isMeant.test(server)) {
                output.error(text);
            } else {
                output.warning(text);
            }
        });
        answer.get("waiting").asObject().members().forEach((server, problem) -> {
            if (isMeant.test(server)) {
                output.warning("server '" + server + "' does not stream yet: " + text(problem.asObject()));
            }
        });
    }

    /** Servers that a reload left as they were, since they are described wrongly now. */
    static void tellKept(BarmanOutput output, JsonObject answer) {
        Map<String, JsonValue> kept =
                answer.find("kept").map(found -> found.asObject().members()).orElse(Map.of());
        kept.forEach((server, problem) ->
                output.error("server '" + server + "' goes on as it was: " + text(problem.asObject())));
    }

    private static String text(JsonObject problem) {
        String place = problem.find("place").map(where -> where.asText() + ": ").orElse("");
        return place + problem.get("summary").asText() + "\n  hint: "
                + problem.get("hint").asText();
    }

    static ProblemException notRunning(RunDirectory directory) {
        return new ProblemException(Diagnostic.error(
                "runtime-not-running",
                "no jbarman runtime is running in " + directory.path(),
                "jbarman runtime start"));
    }
}
