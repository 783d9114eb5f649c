package io.jbarman.cli;

import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code runtime reload}. */
@Command(name = "reload", description = "Read the configuration again; only servers that changed are touched.")
final class RuntimeReload extends BarmanCommand {
    @Override
    void run(BarmanContext context) {
        JsonObject answer = RuntimeAnswers.require(context, "reload", "");
        context.output()
                .info("Configuration loaded; servers started: " + names(answer, "started") + "; stopped: "
                        + names(answer, "stopped"));
    }

    private static String names(JsonObject answer, String member) {
        List<JsonValue> names = answer.get(member).elements();
        return names.isEmpty() ? "none" : names.stream().map(JsonValue::asText).collect(Collectors.joining(", "));
    }
}
