package io.jbarman.cli;

import io.jbarman.archive.ArchivedWal;
import io.jbarman.archive.WalFileName;
import io.jbarman.catalog.XlogDb;
import io.jbarman.config.Redaction;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.RemoteStatus;
import io.jbarman.runtime.SystemInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code diagnose}: all that whoever is to help must know, as one JSON object, secrets masked. */
@Command(name = "diagnose", description = "Print what is needed for a report of a problem, as JSON.")
final class Diagnose extends BarmanCommand {
    @Override
    void run(BarmanContext context) {
        RemoteStatus remote = new RemoteStatus(context.sessions(), context.replication(), context.connector());
        Optional<JsonObject> runtime = context.runtime().ask("status");
        Map<String, JsonValue> servers = new TreeMap<>();
        context.config().servers().forEach(server -> servers.put(server.name(), server(server, remote, runtime)));
        context.output()
                .raw(Json.pretty(new JsonBuilder()
                        .put("global", global(context))
                        .put("servers", new JsonObject(servers))
                        .build()));
    }

    private static JsonObject global(BarmanContext context) {
        JsonBuilder config = new JsonBuilder();
        new TreeMap<>(context.config().global().values())
                .forEach((name, value) -> config.put(name, Redaction.ofOption(name, value)));
        config.putTexts("errors_list", problems(context.config().servers()));
        return new JsonBuilder()
                .put("config", config.build())
                .put(
                        "system_info",
                        SystemInfo.look()
                                .put("barman_ver", "jbarman " + VersionProvider.version())
                                .put("timestamp", context.clock().instant().toString())
                                .build())
                .build();
    }

    private static List<String> problems(List<ServerConfig> servers) {
        return servers.stream()
                .flatMap(server -> server.problems().stream())
                .map(problem -> problem.origin().map(origin -> origin + ": ").orElse("") + problem.summary())
                .toList();
    }

    private static JsonObject server(ServerConfig server, RemoteStatus remote, Optional<JsonObject> runtime) {
        JsonBuilder json = new JsonBuilder()
                .put("config", new JsonObject(ShownValues.options(server)))
                .put("status", new JsonObject(server.isBroken() ? Map.of() : remote.of(server)))
                .put("backups", new JsonObject(Map.of()))
                .put("wals", wals(server));
        runtime.flatMap(all -> all.get("servers").asObject().find(server.name()))
                .ifPresent(status -> json.put("runtime", status));
        return json.build();
    }

    /** The newest segment of each timeline. */
    private static JsonObject wals(ServerConfig server) {
        Map<String, JsonValue> last = new TreeMap<>();
        try {
            XlogDb.of(server).forEach(wal -> timeline(wal).ifPresent(timeline -> last.put(timeline, json(wal))));
        } catch (IOException e) {
            return new JsonBuilder().put("error", e.toString()).build();
        }
        return new JsonBuilder()
                .put("last_archived_wal_per_timeline", new JsonObject(last))
                .build();
    }

    private static Optional<String> timeline(ArchivedWal wal) {
        return WalFileName.parse(wal.name())
                .filter(name -> wal.name().length() == 24)
                .map(name -> wal.name().substring(0, 8));
    }

    private static JsonObject json(ArchivedWal wal) {
        return new JsonBuilder()
                .put("name", wal.name())
                .put("size", wal.size())
                .put("time", wal.modified().getEpochSecond())
                .put(
                        "compression",
                        wal.compression()
                                .<JsonValue>map(JsonValue.JsonText::new)
                                .orElse(new JsonValue.JsonNull()))
                .build();
    }
}
