package io.jbarman.cli;

import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code runtime reload}. */
@Command(name = "reload", description = "Read the configuration again; only servers that changed are touched.")
final class RuntimeReload extends BarmanCommand {
    @Override
    void run(BarmanContext context) {
        JsonObject answer = RuntimeAnswers.require(context, "reload", "");
        List<String> started = names(answer, "started");
        context.output()
                .info("Configuration loaded; servers started: " + told(started) + "; stopped: "
                        + told(names(answer, "stopped")));
        RuntimeAnswers.tellKept(context.output(), answer);
        RuntimeAnswers.tellTroubles(context.output(), answer, started::contains);
    }

    private static List<String> names(JsonObject answer, String member) {
        return answer.get(member).elements().stream().map(JsonValue::asText).toList();
    }

    private static String told(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
