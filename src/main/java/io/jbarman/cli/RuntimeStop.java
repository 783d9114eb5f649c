package io.jbarman.cli;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.runtime.RuntimeRecord;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runtime stop}: by SIGTERM, and waits until the process is gone. */
@Command(name = "stop", description = "Stop the runtime, or its work on one server; its slot keeps the WAL meanwhile.")
final class RuntimeStop extends BarmanCommand {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int LOOKS = 600;

    @Parameters(paramLabel = "SERVER", arity = "0..1", description = "only that server")
    @Nullable
    String server;

    @Override
    void run(BarmanContext context) throws InterruptedException {
        if (server != null) {
            context.server(server);
            JsonObject answer = RuntimeAnswers.require(context, "stop-server", server);
            RuntimeAnswers.tellTroubles(context.output(), answer, server::equals);
            context.output()
                    .info("The runtime leaves server " + server + " alone, until: jbarman runtime start " + server);
            return;
        }
        Optional<ProcessHandle> process =
                RuntimeRecord.livingPid(context.runDirectory()).flatMap(ProcessHandle::of);
        if (process.isEmpty() || context.runtime().ask("status").isEmpty()) {
            throw RuntimeAnswers.notRunning(context.runDirectory());
        }
        process.get().destroy();
        for (int look = 0; look < LOOKS; look++) {
            if (!process.get().isAlive()) {
                context.output().info("The runtime (process " + process.get().pid() + ") has stopped");
                return;
            }
            context.sleeper().sleep(PAUSE);
        }
        context.output()
                .error(
                        "The runtime (process " + process.get().pid()
                                + ") does not stop\n  hint: see its log; kill -9 loses nothing, the next start mends what it left");
    }
}
