package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.SystemIdentity;
import java.util.List;
import java.util.Optional;

/** What the server says on a replication connection, and whether it is one and the same cluster everywhere. */
final class StreamingChecks {
    private static final String COHERENCE = "systemid coherence";

    private final ServerConfig server;
    private final Replication replication;
    private final ReplicationConnector connector;
    private Optional<SystemIdentity> streaming = Optional.empty();

    StreamingChecks(ServerConfig server, Replication replication, ReplicationConnector connector) {
        this.server = server;
        this.replication = replication;
        this.connector = connector;
    }

    List<CheckItem> connection() {
        try (ReplicationSession session = connector.connect(replication.target(server))) {
            SystemIdentity identity = session.identifySystem();
            streaming = Optional.of(identity);
            return List.of(CheckItem.ok(
                    "PostgreSQL streaming",
                    "systemid=" + identity.systemIdentifier() + " timeline=" + identity.timeline() + " xlogpos="
                            + identity.flushed()));
        } catch (ReplicationException e) {
            return List.of(CheckItem.failed("PostgreSQL streaming", e.getMessage() + "; " + e.remedy()));
        } catch (ProblemException e) {
            return List.of(CheckItem.failed("PostgreSQL streaming", ServerCheck.told(e)));
        }
    }

    CheckItem coherence(PgSession session) throws PgException {
        Identities identities = new Identities(server);
        Optional<SystemIdentifier> stored = identities.read().system();
        Optional<SystemIdentifier> control = ControlIdentity.of(session);
        if (differ(streaming.map(SystemIdentity::systemIdentifier), control)) {
            return CheckItem.failed(
                    COHERENCE, "is the streaming DSN targeting the same server of the PostgreSQL connection string?");
        }
        Optional<SystemIdentifier> live =
                streaming.map(SystemIdentity::systemIdentifier).or(() -> control);
        if (differ(live, stored)) {
            return CheckItem.failed(
                    COHERENCE,
                    "the system Id of the connected PostgreSQL server changed, stored in \"" + identities.file()
                            + "\"");
        }
        if (live.isEmpty()) {
            return CheckItem.ok(COHERENCE, "no system Id available");
        }
        return stored.isPresent() ? CheckItem.ok(COHERENCE) : CheckItem.ok(COHERENCE, "no system Id stored on disk");
    }

    private static boolean differ(Optional<SystemIdentifier> one, Optional<SystemIdentifier> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }
}
