package io.jbarman.cli;

import io.jbarman.diagnostics.ProblemException;
import io.jbarman.report.DiagnosticText;
import io.jbarman.report.Documents;
import io.jbarman.report.Ink;
import io.jbarman.report.ProblemsHtml;
import io.jbarman.report.ReportHead;
import java.io.PrintWriter;
import picocli.CommandLine;

/** What a command threw, as a person can use it; the stack trace only with {@code --debug}. */
final class ProblemHandler implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof ProblemException known && command.getCommand() instanceof ControlCommand control) {
            page(known, control.options(), command);
        }
        if (problem instanceof ProblemException known && inJson(command)) {
            command.getOut().print(Documents.problems(known.problems()));
            command.getOut().flush();
        } else if (problem instanceof ProblemException known) {
            err.print(DiagnosticText.withCodes(known.problems(), Ink.NONE));
        } else {
            err.println("error: " + (problem.getMessage() == null ? problem.toString() : problem.getMessage()));
            err.println("  hint: this is not an error that jbarman knows; run it again with --debug and report it");
        }
        if (parsed.expandedArgs().contains("--debug") || parsed.originalArgs().contains("--debug")) {
            problem.printStackTrace(err);
        }
        err.flush();
        return ExitStatus.FAILED;
    }

    /** The page of what went wrong, where a page of the report was wanted; the text goes to standard error beside it. */
    static void page(ProblemException known, ControlOptions options, CommandLine command) {
        try {
            new HtmlReports(new Console(command.getOut(), command.getErr()), options)
                    .show(() -> ProblemsHtml.of(
                            new ReportHead(command.getCommandName(), "", "", HtmlReports.now(), ""), known.problems()));
        } catch (ProblemException unwritable) {
            if (!unwritable.problems().equals(known.problems())) {
                command.getErr().print(DiagnosticText.of(unwritable.problems()));
            }
        }
    }

    private static boolean inJson(CommandLine command) {
        return command.getCommand() instanceof JsonCommand control && control.json();
    }
}
