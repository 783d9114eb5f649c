package io.jbarman.runtime;

import io.jbarman.archive.DrainReport;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the runtime does for its callers about one server. */
final class RuntimeCommands {
    private final Supervisor supervisor;

    RuntimeCommands(Supervisor supervisor) {
        this.supervisor = supervisor;
    }

    JsonObject status(JsonObject runtime) {
        JsonBuilder servers = new JsonBuilder();
        supervisor.status().forEach(server -> servers.put(server.name(), server.toJson()));
        return new JsonBuilder()
                .put("ok", true)
                .put("runtime", runtime)
                .put("servers", servers.build())
                .build();
    }

    /** The hops of one server, in the form of check's own JSON; none of a server that is not worked on. */
    JsonObject hops(Optional<ServerConfig> server) throws InterruptedException {
        JsonBuilder servers = new JsonBuilder();
        Optional<ServerConfig> active = server.filter(ServerConfig::active);
        if (active.isPresent()) {
            JsonBuilder hops = new JsonBuilder();
            supervisor.hops().of(active.get()).forEach(item -> hops.put(item.key(), item.toJson()));
            servers.put(active.get().name(), hops.build());
        }
        return new JsonBuilder().put("ok", true).put("servers", servers.build()).build();
    }

    JsonObject archive(String server) throws IOException {
        Optional<List<DrainReport>> reports = supervisor.drain(server);
        if (reports.isEmpty()) {
            return ControlServer.error("server '" + server + "' is not being worked on");
        }
        return new JsonBuilder()
                .put("ok", true)
                .put("reports", DrainJson.of(reports.get()))
                .build();
    }

    JsonObject reset(String server) throws IOException {
        return supervisor
                .reset(server)
                .map(report -> new JsonBuilder()
                        .put("ok", !report.failed())
                        .put("error", report.failed() ? report.lines().get(0) : "")
                        .putTexts("lines", report.lines())
                        .build())
                .orElseGet(() -> ControlServer.error("Unable to reset the status of receive-wal for server " + server
                        + ". Process is still running"));
    }

    JsonObject want(String server, DesiredState state) throws IOException, InterruptedException {
        if (!supervisor.want(server, state)) {
            return ControlServer.error("server '" + server
                    + "' is not one that the runtime has loaded: see jbarman runtime status, and after a change of the"
                    + " configuration, jbarman runtime reload");
        }
        Supervisor.Changes changes = new Supervisor.Changes(List.of(server), List.of(), Map.of());
        return reload(new Supervisor.Reload(changes, supervisor.status()));
    }

    /** What was started and stopped, and what does not run although it was to: told, and no failure of the request. */
    static JsonObject reload(Supervisor.Reload done) {
        JsonBuilder failed = new JsonBuilder();
        JsonBuilder waiting = new JsonBuilder();
        for (ServerStatus server : done.servers()) {
            server.problem().ifPresent(problem -> failed.put(server.name(), ServerStatus.problem(problem)));
            if (server.problem().isEmpty() && !server.isWell()) {
                server.receiver()
                        .flatMap(receiver -> receiver.lastProblem())
                        .ifPresent(problem -> waiting.put(server.name(), ServerStatus.problem(problem)));
            }
        }
        JsonBuilder kept = new JsonBuilder();
        done.changes().kept().forEach((server, problem) -> kept.put(server, ServerStatus.problem(problem)));
        return new JsonBuilder()
                .put("ok", true)
                .putTexts("started", done.changes().started())
                .putTexts("stopped", done.changes().stopped())
                .put("kept", kept.build())
                .put("failed", failed.build())
                .put("waiting", waiting.build())
                .build();
    }
}
