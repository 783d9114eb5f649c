package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.time.Sleeper;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that {@code check} looks at, in Barman's order: from where it counts, as the account that runs jbarman, by
 * connections of its own.
 */
public final class ServerCheck {
    private final ControlSessions sessions;
    private final Replication replication;
    private final ReplicationConnector connector;
    private final Sleeper sleeper;

    public ServerCheck(
            ControlSessions sessions, Replication replication, ReplicationConnector connector, Sleeper sleeper) {
        this.sessions = sessions;
        this.replication = replication;
        this.connector = connector;
        this.sleeper = sleeper;
    }

    /** All items of a server. */
    public List<CheckItem> run(ServerConfig server) throws InterruptedException {
        List<CheckItem> items = new ArrayList<>(ArchiveChecks.walArchive(server));
        try (PgSession session = sessions.open(server)) {
            onServer(server, session, items);
        } catch (ProblemException e) {
            items.add(CheckItem.failed("PostgreSQL", told(e)));
            if (server.streamingArchiver() && server.streamingConninfo().isPresent()) {
                items.addAll(new StreamingChecks(server, replication, connector).connection());
            }
            local(server, items);
            items.add(CheckItem.failed("receive-wal running", "the server cannot be asked for its position"));
        } catch (PgException e) {
            items.add(CheckItem.failed("PostgreSQL", String.valueOf(e.getMessage())));
        }
        items.addAll(ArchiveChecks.errors(server));
        return items;
    }

    private void onServer(ServerConfig server, PgSession session, List<CheckItem> items)
            throws PgException, InterruptedException {
        items.addAll(SqlChecks.of(session));
        StreamingChecks streaming = new StreamingChecks(server, replication, connector);
        if (server.streamingArchiver()) {
            items.addAll(streaming.connection());
            items.addAll(SlotChecks.of(server, session));
        }
        local(server, items);
        items.add(streaming.coherence(session));
        if (server.streamingArchiver()) {
            items.add(new ProgressCheck(server, sleeper).run(session));
        }
        if (server.archiver()) {
            items.addAll(SqlChecks.archiving(session));
        }
    }

    private static void local(ServerConfig server, List<CheckItem> items) {
        items.add(ArchiveChecks.directories(server));
        items.addAll(ArchiveChecks.configuration(server));
        items.add(ArchiveChecks.compression(server));
    }

    static String told(ProblemException problem) {
        var first = problem.problems().get(0);
        return first.hint().isEmpty() ? first.summary() : first.summary() + "; " + first.hint();
    }
}
