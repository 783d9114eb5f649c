package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.FileLocks;
import io.jbarman.runtime.LockFiles;
import io.jbarman.runtime.RuntimeRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code cron}, for those who keep Barman's crontab: starts the runtime where none runs, and has it read a configuration
 * that changed. All else it does without being called each minute.
 */
@Command(name = "cron", description = "Start the runtime if it does not run; for a crontab that called Barman's.")
final class CronVerb extends BarmanCommand {
    @Option(names = "--keep-descriptors", description = "accepted; the runtime has its log_file")
    boolean keepDescriptors;

    @Override
    void run(BarmanContext context) throws IOException, InterruptedException {
        context.config().servers().stream()
                .filter(server -> !server.active())
                .forEach(server -> context.output().info("Skipping inactive server '" + server.name() + "'"));
        List<ServerConfig> servers =
                context.config().servers().stream().filter(ServerConfig::active).toList();
        if (servers.isEmpty()) {
            return;
        }
        List<Path> locks = servers.stream().map(LockFiles::cron).toList();
        FileLocks.Attempt attempt = FileLocks.take(locks, false);
        if (attempt instanceof FileLocks.Attempt.Held held) {
            try {
                look(context, servers);
            } finally {
                held.locks().close();
            }
        } else if (attempt instanceof FileLocks.Attempt.Busy busy) {
            String name = servers.get(locks.indexOf(busy.lock())).name();
            context.output()
                    .info("Another cron process is already running on server " + name
                            + ". Skipping to the next server");
        }
    }

    private static void look(BarmanContext context, List<ServerConfig> servers)
            throws IOException, InterruptedException {
        Optional<JsonObject> status = context.runtime().ask("status");
        if (status.isEmpty()) {
            start(context, servers);
        } else if (!RuntimeRecord.loadedFiles(context.runDirectory())
                .equals(context.config().files())) {
            new RuntimeReload().run(context);
        } else {
            servers.forEach(server -> context.output().info("The runtime works on server " + server.name()));
        }
    }

    private static void start(BarmanContext context, List<ServerConfig> servers)
            throws IOException, InterruptedException {
        for (ServerConfig server : servers) {
            context.output().info("Starting WAL archiving for server " + server.name());
            if (server.streamingArchiver()) {
                context.output().info("Starting streaming archiver for server " + server.name());
            }
        }
        new DetachedRuntime(context).start();
    }
}
