package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints manual pages. */
@Command(
        name = "man",
        mixinStandardHelpOptions = true,
        description = "Print the manual page of a command, for man -l; or write all of them into a directory.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:printed", "1:there is no such command, or the directory cannot be written", "64:usage error"
        },
        footer = {"", "  jbarman man plan | man -l -", "  jbarman man --output /usr/local/share/man/man1"})
final class ManCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, such as plan, or secrets keygen.")
    List<String> verbs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Write the pages of all commands there, each as NAME.1; made if it is not there.")
    @Nullable
    Path output;

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @Override
    public Integer call() {
        CommandLine all = whole();
        if (output == null) {
            Consoles.of(spec).print(ManPage.of(find(all), release()));
        } else {
            writeAll(all, output);
            Consoles.of(spec).print("wrote " + output + "\n");
        }
        return ExitStatus.OK;
    }

    /** With every verb, whatever stood on the command line. */
    private static CommandLine whole() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Main.commandLine(nowhere, nowhere);
    }

    private static String release() {
        return new VersionProvider().getVersion()[0];
    }

    private CommandLine find(CommandLine all) {
        CommandLine found = all;
        for (String verb : verbs) {
            List<String> known = List.copyOf(found.getSubcommands().keySet());
            CommandLine next = found.getSubcommands().get(verb);
            if (next == null) {
                throw new ProblemException(Diagnostic.error(
                        "command-unknown",
                        "there is no command '" + verb + "'",
                        Suggestion.hint(verb, known, "commands are")));
            }
            found = next;
        }
        return found;
    }

    private static void writeAll(CommandLine command, Path directory) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(ManPage.name(command.getCommandSpec()) + ".1");
            Files.writeString(file, ManPage.of(command, release()));
        } catch (IOException e) {
            throw new ProblemException(
                    Diagnostic.error(
                            "man-unwritable",
                            directory + ": pages cannot be written: " + e.getMessage(),
                            "name a directory that you may write to"),
                    e);
        }
        command.getSubcommands().values().stream().distinct().forEach(sub -> writeAll(sub, directory));
    }
}
