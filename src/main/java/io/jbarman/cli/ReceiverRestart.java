package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.FileLocks;
import io.jbarman.runtime.LockFiles;
import io.jbarman.runtime.ReceiverReset;
import java.io.IOException;
import java.util.List;

/** {@code receive-wal --reset}: by the runtime that owns the server and is paused, else by itself under Barman's lock. */
final class ReceiverRestart {
    private final BarmanContext context;
    private final ServerConfig server;

    ReceiverRestart(BarmanContext context, ServerConfig server) {
        this.context = context;
        this.server = server;
    }

    void run() throws IOException {
        if (context.runtime().owns(server.name())) {
            JsonObject answer = RuntimeAnswers.require(context, "reset", server.name());
            tell(answer.get("lines").elements().stream().map(JsonValue::asText).toList());
            return;
        }
        FileLocks.Attempt attempt = FileLocks.take(List.of(LockFiles.receiveWal(server)), false);
        if (!(attempt instanceof FileLocks.Attempt.Held held)) {
            context.output()
                    .error("Unable to reset the status of receive-wal for server " + server.name()
                            + ". Process is still running");
            return;
        }
        try {
            ReceiverReset.Report report =
                    new ReceiverReset(context.replication(), context.connector(), context.clock()).run(server);
            if (report.failed()) {
                context.output().error(report.lines().get(0));
            } else {
                tell(report.lines());
            }
        } finally {
            held.locks().close();
        }
    }

    private void tell(List<String> lines) {
        lines.forEach(context.output()::info);
    }
}
