package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list-servers}. */
@Command(name = "list-servers", description = "List the configured servers.")
final class ListServers extends BarmanCommand {
    @Option(names = "--minimal", description = "names only")
    boolean minimal;

    @Override
    void run(BarmanContext context) {
        for (ServerConfig server : context.config().servers()) {
            String inactive = server.active() ? "" : " (inactive)";
            context.output().line(minimal ? server.name() : server.name() + " - " + server.description() + inactive);
            context.output()
                    .result(
                            server.name(),
                            new JsonBuilder()
                                    .put("description", server.description())
                                    .build());
        }
    }
}
