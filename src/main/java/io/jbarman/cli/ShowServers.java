package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonFlag;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.RemoteStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code show-servers}. */
@Command(name = "show-servers", description = "Show every option of a server, and what it says of itself.")
final class ShowServers extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1..*", description = "servers, or all")
    List<String> names = List.of();

    @Override
    void run(BarmanContext context) {
        RemoteStatus remote = new RemoteStatus(context.sessions(), context.replication(), context.connector());
        for (ServerConfig server : context.servers(names)) {
            Map<String, JsonValue> values = new TreeMap<>(ShownValues.options(server));
            boolean passive = server.find("primary_ssh_command").isPresent();
            values.put("passive_node", new JsonFlag(passive));
            if (!passive && !server.isBroken()) {
                values.putAll(remote.of(server));
            }
            context.output().line("Server " + server.name() + (server.active() ? "" : " (inactive)") + ":");
            values.forEach((name, value) -> context.output().line("\t" + name + ": " + ShownValues.words(value)));
            context.output().result(server.name(), new JsonObject(values));
            server.problems()
                    .forEach(problem -> context.output()
                            .warning(problem.origin()
                                            .map(origin -> origin + ": ")
                                            .orElse("") + problem.summary() + "; " + problem.hint()));
        }
    }
}
