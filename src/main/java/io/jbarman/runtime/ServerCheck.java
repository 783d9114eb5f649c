package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.time.Sleeper;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Everything that {@code check} looks at, in Barman's order: from where it counts, as the account that runs jbarman, by
 * connections of its own.
 */
public final class ServerCheck {
    private final ControlSessions sessions;
    private final Replication replication;
    private final ReplicationConnector connector;
    private final Sleeper sleeper;
    private final Clock clock;

    public ServerCheck(
            ControlSessions sessions,
            Replication replication,
            ReplicationConnector connector,
            Sleeper sleeper,
            Clock clock) {
        this.sessions = sessions;
        this.replication = replication;
        this.connector = connector;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /**
     * Looks at a server, handing every item over as soon as it is known: one that hangs hides none before it.
     */
    public void run(ServerConfig server, Consumer<CheckItem> items) throws InterruptedException {
        WatchChecks watch = new WatchChecks(server, clock);
        ArchiveChecks.walArchive(server).forEach(items);
        ArchiveChecks.unwanted(server).forEach(items);
        ArchiveChecks.identity(server).forEach(items);
        try (PgSession session = sessions.open(server)) {
            onServer(server, session, watch, items);
        } catch (ProblemException e) {
            items.accept(CheckItem.failed("PostgreSQL", told(e)));
            if (server.streamingArchiver() && server.streamingConninfo().isPresent()) {
                new StreamingChecks(server, replication, connector).connection().forEach(items);
            }
            local(server, watch, items);
            items.accept(CheckItem.failed("receive-wal running", "the server cannot be asked for its position"));
        } catch (PgException e) {
            items.accept(CheckItem.failed("PostgreSQL", String.valueOf(e.getMessage())));
        }
        ArchiveChecks.errors(server).forEach(items);
        items.accept(GapCheck.of(server, clock));
        HeldCheck.of(server).ifPresent(items);
        items.accept(RecordItem.of(server, clock));
    }

    private void onServer(ServerConfig server, PgSession session, WatchChecks watch, Consumer<CheckItem> items)
            throws PgException, InterruptedException {
        SqlChecks.of(session).forEach(items);
        StreamingChecks streaming = new StreamingChecks(server, replication, connector);
        if (server.streamingArchiver()) {
            streaming.connection().forEach(items);
            SlotChecks.of(server, session).forEach(items);
        }
        local(server, watch, items);
        items.accept(new ClientCheck(server).beside(session.version().major()));
        items.accept(streaming.coherence(session));
        if (server.streamingArchiver()) {
            items.accept(new ProgressCheck(server, sleeper).run(session));
        }
        ArchiverSettings.of(session)
                .items(server.archiver(), server.streamingArchiver())
                .forEach(items);
        watch.ofServer(session).forEach(finding -> items.accept(CheckItem.of(finding)));
    }

    private void local(ServerConfig server, WatchChecks watch, Consumer<CheckItem> items) {
        items.accept(ArchiveChecks.directories(server));
        ArchiveChecks.configuration(server).forEach(items);
        BackupChecks backups = BackupChecks.of(server, clock);
        backups.before().forEach(items);
        items.accept(new ArchiverCheck(server, clock).run());
        watch.ofHost().forEach(finding -> items.accept(CheckItem.of(finding)));
        items.accept(ArchiveChecks.compression(server));
        backups.after().forEach(items);
    }

    static String told(ProblemException problem) {
        var first = problem.problems().get(0);
        return first.hint().isEmpty() ? first.summary() : first.summary() + "; " + first.hint();
    }
}
