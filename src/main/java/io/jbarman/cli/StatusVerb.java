package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.json.JsonBuilder;
import io.jbarman.runtime.StatusFacts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code status}. */
@Command(name = "status", description = "Show how a server and its archive stand.")
final class StatusVerb extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1..*", description = "servers, or all")
    List<String> names = List.of();

    @Override
    void run(BarmanContext context) {
        StatusFacts facts = new StatusFacts(context.sessions());
        for (ServerConfig server : context.servers(names)) {
            if (!server.problems().isEmpty()) {
                context.output().problems(new ProblemException(server.problems()));
            }
            context.output().line("Server " + server.name() + ":");
            JsonBuilder json = new JsonBuilder();
            for (StatusFacts.Line line : facts.of(server)) {
                context.output().line("\t" + line.description() + ": " + line.message());
                json.put(
                        line.key(),
                        new JsonBuilder()
                                .put("description", line.description())
                                .put("message", line.message())
                                .build());
            }
            context.output().result(server.name(), json.build());
        }
    }
}
