package io.jbarman.cli;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.runtime.BarmanRuntime;
import io.jbarman.runtime.ServerConnections;
import io.jbarman.runtime.ServiceNotices;
import io.jbarman.runtime.Supervisor;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code runtime}: the resident process itself, in the foreground. */
@Command(
        name = "runtime",
        description = "Receive and archive the WAL of all servers, until told to stop.",
        subcommands = {
            RuntimeStart.class,
            RuntimeStop.class,
            RuntimeReload.class,
            RuntimeStatus.class,
            RuntimePause.class
        })
final class RuntimeVerb extends BarmanCommand {
    @Override
    void run(BarmanContext context) throws IOException, InterruptedException {
        Logging.of(context.config().global(), DetachedRuntime.log(System.getenv(), context.runDirectory()));
        Supervisor supervisor = new Supervisor(
                new ServerConnections(context.replication(), context.connector(), context.sessions()),
                context.clock(),
                context.sleeper());
        BarmanRuntime runtime = new BarmanRuntime(
                context.mainFile().toAbsolutePath(),
                context.config(),
                VersionProvider.version(),
                supervisor,
                ServiceNotices.of(System.getenv()),
                context.clock());
        StopSignal signal = StopSignal.install(runtime::stop);
        MetricsPort metrics = MetricsPort.open(context, supervisor);
        try {
            runtime.run();
        } catch (ProblemException e) {
            context.output().problems(e);
        } finally {
            metrics.close();
            signal.done();
        }
    }
}
