package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Looks at one server every minute for the metrics and the status, in a thread that lives as long as the look: one that
 * hangs is waited for and not doubled. Never blocks its caller.
 */
final class Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ControlSessions sessions;
    private final Clock clock;
    private final Map<ServerConfig, Identities> identities = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Optional<WatchReport> report = Optional.empty();
    private volatile Instant next;

    /** @param name of the server: it spreads the looks of many over the minute */
    Watcher(String name, ControlSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
        this.next = clock.instant().plusSeconds(2 + Math.floorMod(name.hashCode(), 10));
    }

    /** What was seen last. */
    Optional<WatchReport> report() {
        return report;
    }

    /** Looks, if it is time to. */
    void lookNowAndThen(ServerConfig server) {
        Instant now = clock.instant();
        if (now.isBefore(next) || server.isBroken() || !looking.compareAndSet(false, true)) {
            return;
        }
        next = now.plus(INTERVAL);
        Thread thread = new Thread(() -> look(server), "watch " + server.name());
        thread.setDaemon(true);
        thread.start();
    }

    private void look(ServerConfig server) {
        MDC.put("server", server.name());
        try {
            report = Optional.of(seen(server));
        } catch (RuntimeException e) {
            LOG.warn("server '{}' could not be watched", server.name(), e);
        } finally {
            looking.set(false);
        }
    }

    private WatchReport seen(ServerConfig server) {
        WatchChecks checks = new WatchChecks(server, clock);
        checks.ofHost();
        try (PgSession session = sessions.open(server)) {
            checks.ofServer(session);
            rememberIdentity(server, identities.computeIfAbsent(server, Identities::new), session);
        } catch (ProblemException | PgException | IOException e) {
            LOG.debug("server '{}' could not be asked: {}", server.name(), e.getMessage());
        }
        return checks.report();
    }

    /**
     * A server that only sends its WAL is never asked on a replication connection who it is; one that streams is not asked
     * again there for as long as it does.
     */
    private static void rememberIdentity(ServerConfig server, Identities identities, PgSession session)
            throws PgException, IOException {
        if (identities.isWritten() || (server.streamingArchiver() && !identities.isSilent())) {
            return;
        }
        Optional<SystemIdentifier> system = ControlIdentity.of(session);
        if (system.isPresent()) {
            identities.remember(system.get(), session.version().major());
        }
    }
}
