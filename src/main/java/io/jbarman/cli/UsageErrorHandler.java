package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.report.Documents;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** A command line that cannot be understood: what is wrong, what was meant, where help is. */
final class UsageErrorHandler implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        if (command.getCommand() instanceof OwnUsageErrors own) {
            return own.usageError(problem);
        }
        boolean barman = command.getCommand() instanceof BarmanVerb;
        String hint = "see '" + command.getCommandSpec().qualifiedName() + " --help'";
        if (command.getCommand() instanceof ControlCommand control) {
            page(control.options(), Diagnostic.error("usage", message(problem), hint), command, Arrays.asList(args));
        }
        if (!barman && AskedFormat.isJson(Arrays.asList(args))) {
            command.getOut().print(Documents.problems(List.of(Diagnostic.error("usage", message(problem), hint))));
            command.getOut().flush();
        } else {
            print(problem, hint, command.getErr());
        }
        return barman ? 2 : ExitStatus.USAGE;
    }

    /** Where one was asked for, also behind the word that is wrong, up to which the options are known. */
    private static void page(ControlOptions options, Diagnostic usage, CommandLine command, List<String> args) {
        AskedFormat.report(args).ifPresent(file -> options.report = file);
        if (AskedFormat.isHtml(args)) {
            options.format = ReportFormat.html;
        }
        ProblemHandler.page(new ProblemException(usage), options, command);
    }

    private static void print(CommandLine.ParameterException problem, String hint, PrintWriter err) {
        err.println("error: " + message(problem));
        CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("  hint: " + hint);
        err.flush();
    }

    /** picocli begins some messages with the word that is said already. */
    private static String message(CommandLine.ParameterException problem) {
        return String.valueOf(problem.getMessage()).replaceFirst("^Error: ", "");
    }
}
