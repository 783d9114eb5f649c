package io.jbarman.cli;

import io.jbarman.json.JsonValue.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runtime start}: the runtime in the background, or one server of it again. */
@Command(name = "start", description = "Start the runtime in the background, or its work on one server again.")
final class RuntimeStart extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "0..1", description = "a server that was paused or stopped")
    @Nullable
    String server;

    @Override
    void run(BarmanContext context) throws IOException, InterruptedException {
        if (server == null) {
            new DetachedRuntime(context).start();
            return;
        }
        context.server(server);
        JsonObject answer = RuntimeAnswers.require(context, "resume", server);
        context.output().info("The runtime works on server " + server);
        RuntimeAnswers.tellTroubles(context.output(), answer, server::equals);
    }
}
