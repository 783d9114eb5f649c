package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.RunDirectory;

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

    static ProblemException notRunning(RunDirectory directory) {
        return new ProblemException(Diagnostic.error(
                "runtime-not-running",
                "no jbarman runtime is running in " + directory.path(),
                "jbarman runtime start"));
    }
}
