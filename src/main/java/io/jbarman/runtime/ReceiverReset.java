package io.jbarman.runtime;

import io.jbarman.catalog.WalGap;
import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SlotName;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.wal.StreamReset;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** {@code receive-wal --reset}: goes on where the server can, and writes down what is missing then. */
public final class ReceiverReset {
    private final Replication replication;
    private final ReplicationConnector connector;
    private final Clock clock;

    public ReceiverReset(Replication replication, ReplicationConnector connector, Clock clock) {
        this.replication = replication;
        this.connector = connector;
        this.clock = clock;
    }

    /**
     * What was done, in Barman's words where it has some.
     *
     * @param failed whether nothing could be
     */
    public record Report(boolean failed, List<String> lines) {}

    /** Does it. The caller holds the receiver's lock, and no receiver runs. */
    public Report run(ServerConfig server) throws IOException {
        try (ReplicationSession session = connector.connect(replication.target(server))) {
            return told(StreamReset.run(
                    StreamStorage.of(server),
                    session,
                    server.slotName().map(SlotName::new),
                    missing -> new Gaps(server).made(gap(missing), "receive-wal --reset", clock.instant())));
        } catch (ReplicationException e) {
            throw new ProblemException(Replication.problem(server, e), e);
        }
    }

    private static Report told(StreamReset.Outcome outcome) {
        if (outcome instanceof StreamReset.Outcome.Ahead ahead) {
            return new Report(
                    true,
                    List.of("The receive-wal position is ahead of PostgreSQL current WAL lsn (" + ahead.ours() + " > "
                            + ahead.servers() + ")"));
        }
        if (outcome instanceof StreamReset.Outcome.Moved moved) {
            return new Report(false, moved(moved));
        }
        return new Report(false, List.of("Nothing to do. Position of receive-wal is aligned."));
    }

    private static List<String> moved(StreamReset.Outcome.Moved moved) {
        List<String> lines = new ArrayList<>(List.of("Resetting receive-wal directory status"));
        moved.setAside().ifPresent(file -> lines.add("The partial segment is set aside as " + file));
        lines.add("Creating status file " + moved.next() + ".partial");
        moved.missing()
                .ifPresent(missing -> lines.add("WAL is missing from " + missing.first() + " to before " + moved.next()
                        + ": make a new base backup, unless archive_command brings it"));
        return lines;
    }

    private static WalGap gap(StreamReset.Missing missing) {
        return new WalGap(missing.first(), missing.last());
    }
}
