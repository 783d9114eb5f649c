package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.pg.SlotName;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.SlotState;
import io.jbarman.replication.SystemIdentity;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be so before WAL is received: it is the right cluster, and the slot is there. */
final class SlotGate {
    /** The code of one objection, which its remedy alone takes away. */
    static final String SLOT_MISSING = "slot-missing";

    private static final Logger LOG = LoggerFactory.getLogger(SlotGate.class);

    private final ServerConfig server;
    private final ReplicationConnector connector;
    private final Replication replication;
    private final Identities identities;

    SlotGate(ServerConfig server, ReplicationConnector connector, Replication replication) {
        this.server = server;
        this.connector = connector;
        this.replication = replication;
        this.identities = new Identities(server);
    }

    /** Why receiving may not begin; empty if it may. A missing slot is created where {@code create_slot = auto}. */
    Optional<Diagnostic> objection() throws ReplicationException, IOException {
        try (ReplicationSession session = connector.connect(replication.target(server))) {
            SystemIdentity identity = session.identifySystem();
            Optional<Diagnostic> foreign = foreign(identity);
            if (foreign.isPresent()) {
                return foreign;
            }
            identities.remember(identity.systemIdentifier(), session.version().major());
            return slot(session);
        }
    }

    /** Where neither identity.json nor any WAL can say whose archive this is, and should, nobody is let in. */
    private Optional<Diagnostic> foreign(SystemIdentity identity) {
        Optional<SystemIdentifier> archived = identities.readOrSeen().system();
        if (archived.isEmpty()) {
            return identities.damage();
        }
        return archived.filter(known -> !known.equals(identity.systemIdentifier()))
                .map(known -> Diagnostic.error(
                        "systemid-changed",
                        "server '" + server.name() + "' has system identifier " + identity.systemIdentifier()
                                + ", and its archive is of " + known,
                        "see which server answers at streaming_conninfo; for a new cluster, choose a new server name or"
                                + " move the old backup_directory away (" + identities.file() + ")"));
    }

    private Optional<Diagnostic> slot(ReplicationSession session) throws ReplicationException {
        Optional<SlotName> name = server.slotName().map(SlotName::new);
        if (name.isEmpty() || !(session.readSlot(name.get()) instanceof SlotState.Absent)) {
            return Optional.empty();
        }
        if (server.createSlotAutomatically()) {
            session.createPhysicalSlot(name.get(), true);
            LOG.info("server '{}': replication slot '{}' created", server.name(), name.get());
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error(
                SLOT_MISSING,
                SlotMessages.missing(name.get().value(), server.name()),
                "jbarman receive-wal --create-slot " + server.name()));
    }
}
