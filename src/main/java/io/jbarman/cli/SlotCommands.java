package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SlotName;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.runtime.Replication;
import java.util.Optional;

/** Creates and drops a server's replication slot, in Barman's words. */
final class SlotCommands {
    private static final String NO_FREE_SLOT = "53400";

    private final BarmanContext context;
    private final ServerConfig server;

    SlotCommands(BarmanContext context, ServerConfig server) {
        this.context = context;
        this.server = server;
    }

    /** The slot reserves WAL at once; Barman's does not before the first stream. */
    void create(boolean ifNotExists) {
        Optional<SlotName> slot = slot("create");
        if (slot.isEmpty()) {
            return;
        }
        context.output()
                .info("Creating physical replication slot '" + slot.get() + "' on server '" + server.name() + "'");
        try (ReplicationSession session = connect()) {
            session.createPhysicalSlot(slot.get(), true);
            context.output().info("Replication slot '" + slot.get() + "' created");
        } catch (ReplicationException e) {
            notCreated(slot.get(), e, ifNotExists);
        }
    }

    private void notCreated(SlotName slot, ReplicationException failure, boolean ifNotExists) {
        if (failure.failure() == ReplicationFailure.SLOT_EXISTS && ifNotExists) {
            context.output()
                    .info("Replication slot '" + slot
                            + "' already exists and --if-not-exists was specified. Skipping creation");
        } else if (failure.failure() == ReplicationFailure.SLOT_EXISTS) {
            context.output().error("Replication slot '" + slot + "' already exists");
        } else if (failure.sqlState().equals(NO_FREE_SLOT)) {
            context.output()
                    .error("All replication slots for server '" + server.name()
                            + "' are in use\nFree one or increase the max_replication_slots value on your PostgreSQL"
                            + " server.");
        } else {
            throw new ProblemException(Replication.problem(server, failure), failure);
        }
    }

    void drop() {
        Optional<SlotName> slot = slot("drop");
        if (slot.isEmpty()) {
            return;
        }
        context.output()
                .info("Dropping physical replication slot '" + slot.get() + "' on server '" + server.name() + "'");
        try (ReplicationSession session = connect()) {
            session.dropSlot(slot.get());
            context.output().info("Replication slot '" + slot.get() + "' dropped");
        } catch (ReplicationException e) {
            notDropped(slot.get(), e);
        }
    }

    private void notDropped(SlotName slot, ReplicationException failure) {
        if (failure.failure() == ReplicationFailure.SLOT_MISSING) {
            context.output().error("Replication slot '" + slot + "' does not exist");
        } else if (failure.failure() == ReplicationFailure.SLOT_ACTIVE) {
            context.output()
                    .error("Cannot drop replication slot '" + slot + "' on server '" + server.name()
                            + "' because it is in use.\n  hint: " + failure.getMessage());
        } else {
            throw new ProblemException(Replication.problem(server, failure), failure);
        }
    }

    private ReplicationSession connect() throws ReplicationException {
        return context.connector().connect(context.replication().target(server));
    }

    private Optional<SlotName> slot(String what) {
        Optional<SlotName> slot = server.slotName().map(SlotName::new);
        if (slot.isEmpty()) {
            context.output()
                    .error("Unable to " + what
                            + " a physical replication slot: slot_name configuration option required");
        }
        return slot;
    }
}
