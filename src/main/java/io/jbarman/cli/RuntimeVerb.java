package io.jbarman.cli;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.runtime.BarmanRuntime;
import io.jbarman.runtime.Supervisor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
        log(context);
        BarmanRuntime runtime = new BarmanRuntime(
                context.mainFile().toAbsolutePath(),
                context.config(),
                VersionProvider.version(),
                new Supervisor(context.replication(), context.connector(), context.clock(), context.sleeper()),
                context.clock());
        StopSignal signal = StopSignal.install(runtime::stop);
        try {
            runtime.run();
        } catch (ProblemException e) {
            context.output().problems(e);
        } finally {
            signal.done();
        }
    }

    private static void log(BarmanContext context) {
        String level = context.config().global().logLevel();
        Optional<Path> file = context.config().global().logFile();
        if (file.isPresent()) {
            Logging.toFile(file.get(), level);
        } else {
            Logging.toStandardError(level);
        }
    }
}
