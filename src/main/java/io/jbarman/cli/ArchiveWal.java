package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.DrainJson;
import io.jbarman.runtime.LonePass;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code archive-wal}: by the runtime that owns the server, else by itself under Barman's lock. */
@Command(name = "archive-wal", description = "Archive the WAL that was received.")
final class ArchiveWal extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1..*", description = "servers, or all")
    List<String> names = List.of();

    @Override
    void run(BarmanContext context) throws IOException {
        for (ServerConfig server : context.servers(names)) {
            BarmanVerbs.refuseBroken(server);
            archive(context, server);
        }
    }

    private static void archive(BarmanContext context, ServerConfig server) throws IOException {
        if (context.runtime().owns(server.name())) {
            Optional<JsonObject> answer = context.runtime().ask("archive-wal", server.name());
            answer.ifPresentOrElse(
                    found -> told(context.output(), server, found),
                    () -> context.output().error("the runtime went away; try again"));
            return;
        }
        Logging.of(context.config().global());
        boolean done = new LonePass(server, context.clock())
                .run(reports ->
                        tell(context.output(), server, DrainJson.of(reports).elements()));
        if (!done) {
            context.output()
                    .info("Another archive-wal process is already running on server " + server.name()
                            + ". Skipping to the next server");
        }
    }

    private static void told(BarmanOutput output, ServerConfig server, JsonObject answer) {
        if (answer.find("reports").isPresent()) {
            tell(output, server, answer.get("reports").elements());
        } else {
            output.error(answer.find("error").map(JsonValue::asText).orElse("the runtime refused"));
        }
    }

    private static void tell(BarmanOutput output, ServerConfig server, List<JsonValue> reports) {
        for (int i = 0; i < reports.size(); i++) {
            String queue = i == 0 ? "streaming" : "file archival";
            List<JsonValue> archived = reports.get(i).asObject().get("archived").elements();
            if (!archived.isEmpty()) {
                output.info("Processing xlog segments from " + queue + " for " + server.name());
                archived.forEach(name -> output.info("\t" + name.asText()));
            }
            reports.get(i)
                    .asObject()
                    .get("set_aside")
                    .elements()
                    .forEach(text -> output.info("\tError: " + text.asText()));
        }
    }
}
