package io.jbarman.cli;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.local.LocalTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Tells a program on this machine what was found.
 *
 * @param program with its arguments, as the program is to see them; none where nobody is to be told
 * @param patience after which it is ended
 */
record DriftNotice(List<String> program, Duration patience) {
    private static final String BY_HAND = "run it by hand, with what drift --format json prints on its standard input";

    /** Of sh, for a program that is not there; programs end with it themselves, where one that they call is not. */
    private static final int NOT_FOUND = 127;

    DriftNotice {
        program = List.copyOf(program);
    }

    /** With as much time as a mail takes. */
    DriftNotice(List<String> program) {
        this(program, Duration.ofSeconds(60));
    }

    /** Hands a report to its standard input. What comes back is why somebody has not been told. */
    Optional<Diagnostic> tell(String json) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try (LocalTransport here = new LocalTransport("localhost", false)) {
            long start = System.nanoTime();
            CommandResult result = here.run(Command.of(program).input(json).within(patience));
            boolean late = System.nanoTime() - start >= patience.toNanos();
            return result.succeeded() ? Optional.empty() : Optional.of(failed(here, result, late));
        } catch (IOException e) {
            return Optional.of(problem("cannot be run", BY_HAND, String.valueOf(e.getMessage())));
        }
    }

    /** What stands for a program that was ended or is not there may be the program's own status as well. */
    private Diagnostic failed(LocalTransport here, CommandResult result, boolean late) throws IOException {
        String errors = result.errors().strip();
        if (late && result.status() == CommandResult.TIMED_OUT) {
            return problem(
                    "did not end within " + patience.toSeconds() + " s, and was ended",
                    "name one that ends sooner: it can leave what takes long to another one in the background",
                    errors);
        }
        if (result.status() == NOT_FOUND) {
            return isThere(here)
                    ? problem(
                            "failed with exit status 127",
                            "it is there, but what it calls in its turn, or what its first line names, may not be",
                            errors)
                    : problem("was not found", "is it installed, and on the PATH? else name it by its path", errors);
        }
        return problem("failed with exit status " + result.status(), BY_HAND, errors);
    }

    private boolean isThere(LocalTransport here) throws IOException {
        return here.run(Command.of("sh", "-c", "command -v \"$1\"", "sh", program.get(0)))
                .succeeded();
    }

    /** What was found counts, whoever has been told of it. */
    private Diagnostic problem(String why, String hint, String detail) {
        return Diagnostic.warning(
                        "notify-failed", "nobody was told of what was found: " + program.get(0) + " " + why, hint)
                .withDetail(detail);
    }
}
