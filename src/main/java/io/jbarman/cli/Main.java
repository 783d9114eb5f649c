package io.jbarman.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The entry point of every jbarman command. */
@CommandLine.Command(
        name = "jbarman",
        description = "PostgreSQL disaster recovery as code.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    /** For the Barman verbs, which take them on either side. */
    @CommandLine.Mixin
    BarmanGlobals globals;

    public static void main(String[] args) {
        leaveOutWhatNoCommandNeeds();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** The version is asked for by scripts, often: it costs a third without picocli. */
    private static int run(PrintWriter out, PrintWriter err, String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            out.println(new VersionProvider().getVersion()[0]);
            return ExitStatus.OK;
        }
        LogLevel.decide(args);
        return commandLine(out, err, args).execute(args);
    }

    /** picocli would load JDBC, and Groovy's closures wherever Groovy is on the class path. */
    private static void leaveOutWhatNoCommandNeeds() {
        System.setProperty("picocli.converters.excludes", "java[.]sql[.].*");
        System.setProperty("picocli.disable.closures", "true");
    }

    /** The whole command line, writing to these streams; tests run commands through it. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return commandLine(out, err, new String[0]);
    }

    /** The part of it that serves these arguments. Settings reach only subcommands that are there already. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String[] args) {
        CommandLine commandLine = new CommandLine(new Main());
        Verbs.addTo(commandLine, args);
        return commandLine
                // A file of variables is called @FILE, and no argument is to be read from elsewhere unasked.
                .setExpandAtFiles(false)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(new ProblemHandler())
                .setParameterExceptionHandler(new UsageErrorHandler());
    }
}
