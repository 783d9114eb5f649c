package io.jbarman.secretsource;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.secret.Secret;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.local.LocalTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A program whose output is a secret. Neither its output nor its errors are repeated: both may hold it. */
final class ProgramSecret {
    /** A person may have to unlock the store first. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> IN_DIRECTORY = List.of("sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh");

    /** Of sh. */
    private static final int NOT_FOUND = 127;

    private ProgramSecret() {}

    static Secret read(List<String> arguments, Path directory) {
        String program = arguments.get(0);
        List<String> all = new ArrayList<>(IN_DIRECTORY);
        all.add(directory.toString());
        all.addAll(arguments);
        try (LocalTransport here = new LocalTransport("localhost", false)) {
            long start = System.nanoTime();
            CommandResult result = here.run(Command.of(all).within(PATIENCE));
            boolean late = System.nanoTime() - start >= PATIENCE.toNanos();
            if (!result.succeeded()) {
                boolean there = result.status() != NOT_FOUND || isThere(here, program, directory);
                throw problem(
                        program,
                        why(result, late, there),
                        "run it by hand; what it printed is not shown, it may be the secret");
            }
            return SecretText.usable(withoutLastNewline(result.output()), "what the command " + program + " prints");
        } catch (IOException e) {
            throw problem(program, "cannot be run", "is it installed, and on the PATH?");
        }
    }

    /** What stands for a program that was ended or is not there may be the program's own status as well. */
    private static String why(CommandResult result, boolean late, boolean there) {
        if (late && result.status() == CommandResult.TIMED_OUT) {
            return "did not end within " + PATIENCE.toSeconds() + " s";
        }
        return there ? "failed with exit status " + result.status() : "was not found";
    }

    private static boolean isThere(LocalTransport here, String program, Path directory) throws IOException {
        return here.run(Command.of("sh", "-c", "cd \"$1\" && command -v \"$2\"", "sh", directory.toString(), program))
                .succeeded();
    }

    private static String withoutLastNewline(String output) {
        String text = output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static ProblemException problem(String program, String why, String hint) {
        return new ProblemException(
                Diagnostic.error("secret-command-failed", "the command " + program + " " + why, hint));
    }
}
