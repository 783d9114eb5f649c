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
 */
record DriftNotice(List<String> program) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    DriftNotice {
        program = List.copyOf(program);
    }

    /** Hands a report to its standard input. What comes back is why somebody has not been told. */
    Optional<Diagnostic> tell(String json) {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try (LocalTransport here = new LocalTransport("localhost", false)) {
            CommandResult result = here.run(Command.of(program).input(json).within(PATIENCE));
            return result.succeeded()
                    ? Optional.empty()
                    : Optional.of(problem(why(result), result.errors().strip()));
        } catch (IOException e) {
            return Optional.of(problem("cannot be run", String.valueOf(e.getMessage())));
        }
    }

    private static String why(CommandResult result) {
        return switch (result.status()) {
            case CommandResult.TIMED_OUT -> "did not end within " + PATIENCE.toSeconds() + " s";
            case 127 -> "was not found";
            default -> "failed with exit status " + result.status();
        };
    }

    /** What was found counts, whoever has been told of it. */
    private Diagnostic problem(String why, String detail) {
        return Diagnostic.warning(
                        "notify-failed",
                        "nobody was told of what was found: " + program.get(0) + " " + why,
                        "run it by hand, with what drift --format json prints on its standard input")
                .withDetail(detail);
    }
}
