package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.time.Sleeper;
import io.jbarman.wal.Backoff;
import io.jbarman.wal.SegmentRefetch;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Has a segment that was set aside for its pages streamed again, once: what was damaged on the way or on our disk is
 * whole on the server's. One that comes damaged again stays set aside, and is a gap. While the server cannot be reached it
 * is tried again, for as long as somebody receives. Safe for use by several threads.
 */
final class DamagedSegments {
    private static final Logger LOG = LoggerFactory.getLogger(DamagedSegments.class);

    private static final Backoff PATIENCE =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));
    private static final Set<ReplicationFailure> FINAL =
            EnumSet.of(ReplicationFailure.WAL_REMOVED, ReplicationFailure.POSITION_REFUSED);

    private final Replication replication;
    private final ReplicationConnector connector;
    private final Sleeper sleeper;
    private final Set<SegmentName> fetched = ConcurrentHashMap.newKeySet();

    DamagedSegments(Replication replication, ReplicationConnector connector, Sleeper sleeper) {
        this.replication = replication;
        this.connector = connector;
        this.sleeper = sleeper;
    }

    /**
     * Fetches it, unless it was fetched before. Returns at once.
     *
     * @param received up to where the receiver has made WAL durable; empty when nobody receives any more
     * @param done done when it is there
     */
    void fetch(ServerConfig server, SegmentName name, Supplier<Optional<Lsn>> received, Runnable done) {
        if (!fetched.add(name)) {
            return;
        }
        Thread thread = new Thread(() -> fetchSoon(server, name, received, done), "fetch again " + server.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void fetchSoon(ServerConfig server, SegmentName name, Supplier<Optional<Lsn>> received, Runnable done) {
        MDC.put("server", server.name());
        try {
            if (fetchUntilThere(server, name, received)) {
                LOG.info("server '{}': {} was fetched again", server.name(), name);
                done.run();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // It did not come damaged again: set aside once more, it is tried once more.
        fetched.remove(name);
    }

    /** Whether it is there in the end. */
    private boolean fetchUntilThere(ServerConfig server, SegmentName name, Supplier<Optional<Lsn>> received)
            throws InterruptedException {
        int failures = 0;
        for (Optional<Lsn> upTo = received.get(); upTo.isPresent(); upTo = received.get()) {
            try {
                new SegmentRefetch(connector, replication.target(server), StreamStorage.of(server))
                        .fetch(name, upTo.get());
                return true;
            } catch (ReplicationException e) {
                if (FINAL.contains(e.failure())) {
                    giveUp(server, name, e);
                    return false;
                }
                failures++;
                tell(server, name, e, failures);
                sleeper.sleep(PATIENCE.after(e.failure(), failures));
            } catch (ProblemException | IOException e) {
                giveUp(server, name, e);
                return false;
            }
        }
        return false;
    }

    private static void tell(ServerConfig server, SegmentName name, ReplicationException e, int failures) {
        if (failures == 1) {
            LOG.warn(
                    "server '{}': {} was set aside and could not be fetched again yet: {}; it is tried again by itself",
                    server.name(),
                    name,
                    e.getMessage());
        }
    }

    private static void giveUp(ServerConfig server, SegmentName name, Exception e) {
        LOG.error(
                "server '{}': {} was set aside and could not be fetched again: {}; send it once more from another"
                        + " archive, or make a new base backup",
                server.name(),
                name,
                e.getMessage());
    }
}
