package io.jbarman.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** A command line that cannot be understood: what is wrong, what was meant, where help is. */
final class UsageErrorHandler implements CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + problem.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
        err.println("  hint: see '" + command.getCommandSpec().qualifiedName() + " --help'");
        err.flush();
        return command.getCommand() instanceof BarmanVerb ? 2 : ExitStatus.USAGE;
    }
}
