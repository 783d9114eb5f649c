package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.runtime.WalSwitch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code switch-wal}. */
@Command(name = "switch-wal", description = "Close the WAL segment that a server is writing.")
final class SwitchWal extends BarmanCommand {
    @Parameters(paramLabel = "SERVER", arity = "1..*", description = "servers, or all")
    List<String> names = List.of();

    @Option(names = "--force", description = "also when nothing was written: after a CHECKPOINT")
    boolean force;

    @Option(names = "--archive", description = "wait until the segment is in the archive")
    boolean archive;

    @Option(
            names = "--archive-timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "how long to wait; 0 for ever (default: ${DEFAULT-VALUE})")
    long timeout;

    @Override
    void run(BarmanContext context) throws IOException, InterruptedException {
        for (ServerConfig server : context.servers(names)) {
            BarmanVerbs.refuseBroken(server);
            ArchiveWait wait = new ArchiveWait(context, server, Duration.ofSeconds(timeout));
            WalSwitch.Outcome outcome = outcome(context, server);
            Optional<String> closed = tell(context.output(), server, outcome);
            if (archive && !(outcome instanceof WalSwitch.Outcome.ForceDenied)) {
                wait.until(closed);
            }
        }
    }

    private WalSwitch.Outcome outcome(BarmanContext context, ServerConfig server) {
        try (PgSession session = context.sessions().open(server)) {
            return WalSwitch.run(session, force);
        } catch (PgException e) {
            throw BarmanVerbs.failed(server, e);
        }
    }

    private static Optional<String> tell(BarmanOutput output, ServerConfig server, WalSwitch.Outcome outcome) {
        if (outcome instanceof WalSwitch.Outcome.Closed closed) {
            output.info("The WAL file " + closed.segment() + " has been closed on server '" + server.name() + "'");
            return Optional.of(closed.segment());
        }
        if (outcome instanceof WalSwitch.Outcome.NotRequired) {
            output.info("No switch required for server '" + server.name() + "'");
        } else if (outcome instanceof WalSwitch.Outcome.Standby) {
            output.info("No switch performed because server '" + server.name() + "' is a standby.");
        } else {
            output.error("Barman switch-wal --force requires superuser rights or the 'pg_checkpoint' role");
        }
        return Optional.empty();
    }
}
