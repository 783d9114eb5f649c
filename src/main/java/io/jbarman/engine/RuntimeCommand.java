package io.jbarman.engine;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.reach.Reach;
import io.jbarman.topology.BarmanHost;
import io.jbarman.transport.Account;
import io.jbarman.transport.Command;
import io.jbarman.transport.CommandResult;
import io.jbarman.transport.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the runtime's own commands on a barmanhost, as its user, with its configuration. */
final class RuntimeCommand {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Reach reach;
    private final BarmanHost barman;
    private final String launcher;

    RuntimeCommand(Reach reach, BarmanHost barman, String launcher) {
        this.reach = reach;
        this.barman = barman;
        this.launcher = launcher;
    }

    CommandResult run(String... arguments) throws StepFailure {
        List<String> words = new ArrayList<>(List.of(launcher, "--config", barman.config(), "--format", "json"));
        words.addAll(List.of(arguments));
        try {
            return reach.transport(barman.host())
                    .run(Command.of(words).as(Account.named(barman.user())).within(LIMIT));
        } catch (TransportException e) {
            throw new StepFailure(e.problem(), e);
        } catch (IOException e) {
            throw new StepFailure(
                    Diagnostic.error(
                            "host-lost",
                            "the runtime's commands cannot be run on " + barman.host() + ": " + e.getMessage(),
                            "run by hand there: " + String.join(" ", words)),
                    e);
        }
    }
}
