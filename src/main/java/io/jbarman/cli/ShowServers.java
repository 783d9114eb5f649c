package io.jbarman.cli;

import io.jbarman.config.Redaction;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonBuilder;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show-servers}. */
@Command(name = "show-servers", description = "Show every option of a server.")
final class ShowServers extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1..*", description = "servers, or all")
    List<String> names = List.of();

    @Override
    void run(BarmanContext context) {
        for (ServerConfig server : context.servers(names)) {
            context.output().line("Server " + server.name() + ":");
            JsonBuilder json = new JsonBuilder();
            new TreeMap<>(server.values()).forEach((name, value) -> {
                context.output().line("\t" + name + ": " + Redaction.of(value));
                json.put(name, Redaction.of(value));
            });
            context.output().result(server.name(), json.build());
            server.problems()
                    .forEach(problem -> context.output()
                            .warning(problem.origin()
                                            .map(origin -> origin + ": ")
                                            .orElse("") + problem.summary() + "; " + problem.hint()));
        }
    }
}
