package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.playbook.ParsedTopology;
import io.jbarman.report.DiagnosticText;
import io.jbarman.report.Documents;
import io.jbarman.report.Ink;
import io.jbarman.report.TopologyText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a topology offline: neither a host nor a secret is looked at. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = "Check a topology offline and show every problem with its place.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:the topology is good; there may be warnings", "1:it has errors", "64:usage error"})
final class ValidateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "TOPOLOGY", description = "The topology file.")
    Path topology;

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    OutputFormat format;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @Mixin
    VariableOptions given = new VariableOptions();

    @Override
    public Integer call() {
        ParsedTopology parsed = given.read(topology);
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.json) {
            out.print(Documents.validation(topology.toString(), parsed.topology(), parsed.problems()));
        } else {
            print(parsed, out, spec.commandLine().getErr());
        }
        out.flush();
        return parsed.topology().isPresent() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static void print(ParsedTopology parsed, PrintWriter out, PrintWriter err) {
        err.print(DiagnosticText.withCodes(parsed.problems(), Ink.NONE));
        long errors = parsed.problems().stream().filter(Diagnostic::isError).count();
        if (errors > 0) {
            err.println();
            err.println(errors == 1 ? "1 error" : errors + " errors");
        }
        err.flush();
        parsed.topology().ifPresent(good -> out.print(TopologyText.of(good)));
    }
}
