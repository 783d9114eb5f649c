package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.quickstart.Quickstart;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code jbarman quickstart}: the main job on this machine, with nothing installed but a JDK. */
@CommandLine.Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the main job on this machine: a real PostgreSQL and an SSH server come up on loopback, a topology is"
                    + " planned and applied, WAL is streamed and archived, a drift is found and healed, and everything"
                    + " is taken down again.",
            "Writes nothing outside of a temporary directory and the build cache; needs no root."
        })
final class QuickstartCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @CommandLine.Option(
            names = "--keep",
            description = "Leave everything up until Ctrl-C, after a failure too, and say how to look around.")
    private boolean keep;

    @CommandLine.Option(
            names = "--postgres",
            paramLabel = "MAJOR",
            defaultValue = "17",
            description = "PostgreSQL's major version, 13 to 18 (default: ${DEFAULT-VALUE}).")
    private int major;

    @Override
    public Integer call() throws Exception {
        if (major < 13 || major > 18) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--postgres is 13 to 18, not " + major);
        }
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        new Quickstart(
                        Quickstart.Options.of(launcher(), temporary, keep, major),
                        spec.commandLine().getOut())
                .run();
        return ExitStatus.OK;
    }

    private static Path launcher() {
        String launcher = System.getProperty("jbarman.launcher", "");
        if (launcher.isEmpty()) {
            throw new ProblemException(Diagnostic.error(
                    "launcher", "it is not known how jbarman was started", "start it by the launcher: ./jbarman"));
        }
        return Path.of(launcher);
    }
}
