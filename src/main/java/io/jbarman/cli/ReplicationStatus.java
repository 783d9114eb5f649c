package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonNull;
import io.jbarman.json.JsonValue.JsonText;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.runtime.StreamingClient;
import io.jbarman.runtime.StreamingClient.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replication-status}: who streams from a server, and how far. */
@Command(name = "replication-status", description = "Show who streams from a server, and how far behind it is.")
final class ReplicationStatus extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1..*", description = "servers, or all")
    List<String> names = List.of();

    @Option(names = "--minimal", description = "one line for each client")
    boolean minimal;

    @Option(names = "--target", description = "all, hot-standby or wal-streamer (default: all)")
    String target = "all";

    @Override
    void run(BarmanContext context) {
        Target wanted = wanted();
        for (ServerConfig server : context.servers(names)) {
            BarmanVerbs.refuseBroken(server);
            try (PgSession session = context.sessions().open(server)) {
                report(
                        context.output(),
                        server,
                        StreamingClient.primaryPosition(session),
                        wanted,
                        StreamingClient.of(session, wanted));
            } catch (PgException e) {
                context.output()
                        .error("server '" + server.name() + "' cannot say who streams from it: " + e.getMessage());
            }
        }
    }

    private Target wanted() {
        return switch (target) {
            case "all" -> Target.ALL;
            case "hot-standby" -> Target.HOT_STANDBY;
            case "wal-streamer" -> Target.WAL_STREAMER;
            default ->
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "invalid value for --target: '" + target + "' (choose from all, hot-standby, wal-streamer)");
        };
    }

    private void report(
            BarmanOutput output,
            ServerConfig server,
            Optional<String> position,
            Target wanted,
            List<StreamingClient> clients) {
        List<ClientReport> reports = clients.stream().map(ClientReport::new).toList();
        JsonBuilder json = new JsonBuilder()
                .putAll(
                        wanted.title().toLowerCase(Locale.ROOT).replace(' ', '_'),
                        reports.stream()
                                .map(each -> minimal ? each.minimalJson() : each.json())
                                .toList())
                .put("server_lsn", position.isPresent() ? new JsonText(position.get()) : new JsonNull());
        if (clients.isEmpty()) {
            json.put("standby_info", "No " + wanted.title() + " attached");
        }
        output.result(server.name(), json.build());
        heading(output, server, position, wanted);
        if (clients.isEmpty()) {
            output.line("  No " + wanted.title() + " attached");
        } else if (minimal) {
            for (int i = 0; i < reports.size(); i++) {
                output.line("  " + (i + 1) + ". " + reports.get(i).minimal());
            }
        } else {
            details(output, wanted, reports);
        }
    }

    private void heading(BarmanOutput output, ServerConfig server, Optional<String> position, Target wanted) {
        String title = wanted.title();
        if (!minimal) {
            output.line("Status of " + title + " for server '" + server.name() + "':");
            position.ifPresent(lsn -> output.line("  Current LSN on master: " + lsn));
            return;
        }
        String capital = title.substring(0, 1).toUpperCase(Locale.ROOT)
                + title.substring(1).toLowerCase(Locale.ROOT);
        output.line(position.map(lsn -> capital + " for master '" + server.name() + "' (LSN @ " + lsn + "):")
                .orElse(capital + " for slave '" + server.name() + "':"));
    }

    private static void details(BarmanOutput output, Target wanted, List<ClientReport> reports) {
        output.line("  Number of " + wanted.title() + ": " + reports.size());
        for (int i = 0; i < reports.size(); i++) {
            output.line("");
            output.line("  " + (i + 1) + ". " + reports.get(i).client().kind());
            reports.get(i).lines().forEach(line -> output.line("     " + line));
        }
    }
}
