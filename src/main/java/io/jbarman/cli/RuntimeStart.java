package io.jbarman.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code runtime start}: the runtime in the background, or receiving from one server again. */
@Command(name = "start", description = "Start the runtime in the background, or receiving from one server again.")
final class RuntimeStart extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "0..1", description = "a server that was paused")
    @Nullable
    String server;

    @Override
    void run(BarmanContext context) throws IOException, InterruptedException {
        if (server == null) {
            new DetachedRuntime(context).start();
            return;
        }
        context.server(server);
        RuntimeAnswers.require(context, "resume", server);
        context.output().info("The runtime receives from server " + server);
    }
}
