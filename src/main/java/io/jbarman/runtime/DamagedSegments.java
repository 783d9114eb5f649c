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
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Has a segment that was set aside for its pages, or archived with a wrong record, streamed again, once: what was damaged
 * on the way or on our disk is whole on the server's. One that comes damaged again stays set aside, and is a gap. While the
 * server cannot be reached it is tried again, for as long as somebody receives. Safe for use by several threads.
 */
final class DamagedSegments {
    private static final Logger LOG = LoggerFactory.getLogger(DamagedSegments.class);

    private static final Backoff PATIENCE =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));
    private static final Duration TOO_SOON = Duration.ofSeconds(5);
    private static final Set<ReplicationFailure> FINAL =
            EnumSet.of(ReplicationFailure.WAL_REMOVED, ReplicationFailure.POSITION_REFUSED);

    private final Replication replication;
    private final ReplicationConnector connector;
    private final Sleeper sleeper;
    private final Set<Once> fetched = ConcurrentHashMap.newKeySet();
    private final Semaphore turn = new Semaphore(1);

    /** Whoever was fetched for one reason may be so for another. */
    private record Once(SegmentName name, String why) {}

    DamagedSegments(Replication replication, ReplicationConnector connector, Sleeper sleeper) {
        this.replication = replication;
        this.connector = connector;
        this.sleeper = sleeper;
    }

    /**
     * A segment to be fetched.
     *
     * @param why it is, as said of it
     * @param received up to where the receiver has made WAL durable; empty when nobody receives any more
     * @param way how it is fetched
     * @param done done when it was
     */
    record Wanted(
            ServerConfig server,
            SegmentName name,
            String why,
            Supplier<Optional<Lsn>> received,
            Way way,
            Runnable done) {}

    /** How a segment is fetched. */
    interface Way {
        /** Whether it was; false if it is too soon for it. */
        boolean take(SegmentRefetch refetch, Lsn received) throws ReplicationException, IOException;
    }

    /** Fetches it, unless it was fetched before. Returns at once. */
    void fetch(Wanted wanted) {
        if (!fetched.add(new Once(wanted.name(), wanted.why()))) {
            return;
        }
        Thread thread = new Thread(
                () -> fetchSoon(wanted), "fetch again " + wanted.server().name());
        thread.setDaemon(true);
        thread.start();
    }

    private void fetchSoon(Wanted wanted) {
        MDC.put("server", wanted.server().name());
        try {
            if (fetchUntilThere(wanted)) {
                LOG.info("server '{}': {} was fetched again", wanted.server().name(), wanted.name());
                wanted.done().run();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // It did not come damaged again: once more damaged, it is tried once more.
        fetched.remove(new Once(wanted.name(), wanted.why()));
    }

    /** Whether it is there in the end. */
    private boolean fetchUntilThere(Wanted wanted) throws InterruptedException {
        int failures = 0;
        for (Optional<Lsn> upTo = wanted.received().get();
                upTo.isPresent();
                upTo = wanted.received().get()) {
            try {
                if (taken(wanted, upTo.get())) {
                    return true;
                }
                sleeper.sleep(TOO_SOON);
            } catch (ReplicationException e) {
                if (FINAL.contains(e.failure())) {
                    giveUp(wanted, e);
                    return false;
                }
                failures++;
                tell(wanted, e, failures);
                sleeper.sleep(PATIENCE.after(e.failure(), failures));
            } catch (ProblemException | IOException e) {
                giveUp(wanted, e);
                return false;
            }
        }
        return false;
    }

    /** One after the other, so that a server is asked for one connection more at the most. */
    private boolean taken(Wanted wanted, Lsn upTo) throws ReplicationException, IOException, InterruptedException {
        turn.acquire();
        try {
            return wanted.way().take(refetch(wanted.server()), upTo);
        } finally {
            turn.release();
        }
    }

    private SegmentRefetch refetch(ServerConfig server) {
        return new SegmentRefetch(connector, replication.target(server), StreamStorage.of(server));
    }

    private static void tell(Wanted wanted, ReplicationException e, int failures) {
        if (failures == 1) {
            LOG.warn(
                    "server '{}': {} {} and could not be fetched again yet: {}; it is tried again by itself",
                    wanted.server().name(),
                    wanted.name(),
                    wanted.why(),
                    e.getMessage());
        }
    }

    private static void giveUp(Wanted wanted, Exception e) {
        LOG.error(
                "server '{}': {} {} and could not be fetched again: {}; send it once more from another archive, or make a"
                        + " new base backup",
                wanted.server().name(),
                wanted.name(),
                wanted.why(),
                e.getMessage());
    }
}
