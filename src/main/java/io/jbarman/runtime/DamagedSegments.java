package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.wal.SegmentRefetch;
import io.jbarman.wal.Storage;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Has a segment that was set aside for its pages streamed again, once: what was damaged on the way or on our disk is
 * whole on the server's. One that comes damaged again stays set aside, and is a gap. Safe for use by several threads.
 */
final class DamagedSegments {
    private static final Logger LOG = LoggerFactory.getLogger(DamagedSegments.class);

    private final Replication replication;
    private final ReplicationConnector connector;
    private final Set<SegmentName> fetched = ConcurrentHashMap.newKeySet();

    DamagedSegments(Replication replication, ReplicationConnector connector) {
        this.replication = replication;
        this.connector = connector;
    }

    /**
     * Fetches it, unless it was fetched before. Returns at once.
     *
     * @param received up to where the receiver has made WAL durable
     * @param done done when it is there
     */
    void fetch(ServerConfig server, SegmentName name, Lsn received, Runnable done) {
        if (!fetched.add(name)) {
            return;
        }
        Thread thread = new Thread(() -> fetchNow(server, name, received, done), "fetch again " + server.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void fetchNow(ServerConfig server, SegmentName name, Lsn received, Runnable done) {
        MDC.put("server", server.name());
        try {
            new SegmentRefetch(connector, replication.target(server), Storage.in(server.streamingWalsDirectory()))
                    .fetch(name, received);
            LOG.info("server '{}': {} was fetched again", server.name(), name);
            done.run();
        } catch (ReplicationException | ProblemException | IOException e) {
            // It did not come damaged again: set aside once more, it is tried once more.
            fetched.remove(name);
            LOG.error(
                    "server '{}': {} was set aside and could not be fetched again: {}; send it once more from another"
                            + " archive, or make a new base backup",
                    server.name(),
                    name,
                    e.getMessage());
        }
    }
}
