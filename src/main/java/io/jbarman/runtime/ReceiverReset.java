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
import java.util.Optional;

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
            return told(
                    server,
                    StreamReset.run(
                            StreamStorage.of(server), session, server.slotName().map(SlotName::new)));
        } catch (ReplicationException e) {
            throw new ProblemException(Replication.problem(server, e), e);
        }
    }

    private Report told(ServerConfig server, StreamReset.Outcome outcome) throws IOException {
        if (outcome instanceof StreamReset.Outcome.Ahead ahead) {
            return new Report(
                    true,
                    List.of("The receive-wal position is ahead of PostgreSQL current WAL lsn (" + ahead.ours() + " > "
                            + ahead.servers() + ")"));
        }
        if (outcome instanceof StreamReset.Outcome.Moved moved) {
            return new Report(false, moved(server, moved));
        }
        return new Report(false, List.of("Nothing to do. Position of receive-wal is aligned."));
    }

    private List<String> moved(ServerConfig server, StreamReset.Outcome.Moved moved) throws IOException {
        List<String> lines = new ArrayList<>(List.of("Resetting receive-wal directory status"));
        moved.setAside().ifPresent(file -> lines.add("The partial segment is set aside as " + file));
        lines.add("Creating status file " + moved.next() + ".partial");
        Optional<WalGap> gap = moved.missing().map(missing -> new WalGap(missing.first(), missing.last()));
        if (gap.isPresent()) {
            new Gaps(server).made(gap.get(), "receive-wal --reset", clock.instant());
            lines.add("WAL is missing from " + gap.get().first() + " to before " + moved.next()
                    + ": make a new base backup, unless archive_command brings it");
        }
        return lines;
    }
}
