package io.jbarman.cli;

import io.jbarman.json.JsonValue.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runtime pause}. */
@Command(name = "pause", description = "Stop receiving from one server; its slot keeps the WAL meanwhile.")
final class RuntimePause extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1", description = "one server")
    String server = "";

    @Override
    void run(BarmanContext context) {
        context.server(server);
        JsonObject answer = RuntimeAnswers.require(context, "pause", server);
        RuntimeAnswers.tellTroubles(context.output(), answer, server::equals);
        context.output()
                .info("The runtime no longer receives from server " + server + ", until: jbarman runtime start "
                        + server);
    }
}
