package io.jbarman.cli;

import io.jbarman.config.ConnectionTarget;
import io.jbarman.config.Conninfo;
import io.jbarman.config.LibpqTls;
import io.jbarman.config.PasswordLookup;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SlotName;
import io.jbarman.replication.PasswordSource;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.replication.ReplicationSession;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.replication.pgjdbc.PgjdbcConnector;
import io.jbarman.secret.Secret;
import io.jbarman.wal.Ending;
import io.jbarman.wal.RealDisk;
import io.jbarman.wal.ReceiverOptions;
import io.jbarman.wal.SegmentCompression;
import io.jbarman.wal.Storage;
import io.jbarman.wal.UnsyncedDisk;
import io.jbarman.wal.WalReceiver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What {@code pg_receivewal} does once its options are understood. */
final class PgReceivewalRun {
    /** What else than receiving. */
    enum SlotAction {
        NONE,
        CREATE,
        DROP
    }

    /** The options, understood. */
    record Request(
            LibpqOptions connection,
            Optional<Path> directory,
            Optional<SlotName> slot,
            SlotAction action,
            boolean ifNotExists,
            Optional<Lsn> last,
            boolean noLoop,
            boolean noSync,
            Duration statusInterval,
            Optional<SegmentCompression> compression) {}

    private final Request request;
    private final PgMessages messages;

    PgReceivewalRun(Request request, PgMessages messages) {
        this.request = request;
        this.messages = messages;
    }

    /** Does it; gives the exit status. */
    int run() throws PgMessages.Fatal {
        try {
            return connected();
        } catch (ReplicationException e) {
            throw PgMessages.Fatal.of(String.valueOf(e.getMessage()), e.remedy());
        } catch (ProblemException e) {
            throw PgMessages.Fatal.of(
                    e.problems().get(0).summary(), e.problems().get(0).hint());
        }
    }

    private int connected() throws ReplicationException, PgMessages.Fatal {
        Clock clock = Clock.systemUTC();
        PgjdbcConnector connector = new PgjdbcConnector(clock);
        ReplicationTarget target = target();
        try (ReplicationSession session = connector.connect(target)) {
            return switch (request.action()) {
                case CREATE -> create(session);
                case DROP -> drop(session);
                case NONE -> receive(session, connector, target, clock);
            };
        }
    }

    private int create(ReplicationSession session) throws ReplicationException {
        SlotName slot = request.slot().orElseThrow();
        messages.info("creating replication slot \"" + slot + "\"");
        try {
            session.createPhysicalSlot(slot, false);
        } catch (ReplicationException e) {
            if (!request.ifNotExists() || e.failure() != ReplicationFailure.SLOT_EXISTS) {
                throw e;
            }
        }
        return ExitStatus.OK;
    }

    private int drop(ReplicationSession session) throws ReplicationException {
        SlotName slot = request.slot().orElseThrow();
        messages.info("dropping replication slot \"" + slot + "\"");
        session.dropSlot(slot);
        return ExitStatus.OK;
    }

    private int receive(
            ReplicationSession session, ReplicationConnector connector, ReplicationTarget target, Clock clock)
            throws ReplicationException {
        messages.segmentSize(session.walSegmentSize());
        ReceiverOptions options = ReceiverOptions.of(target, storage(session), request.slot())
                .ending(new Ending(request.last(), request.noLoop()))
                .reportingEvery(request.statusInterval());
        WalReceiver receiver = new WalReceiver(options, new OpenedAlready(session, connector), messages, clock);
        StopSignal signal = StopSignal.install(receiver::stop);
        try {
            receiver.run();
        } finally {
            signal.done();
        }
        return receiver.gaveUp() ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private Storage storage(ReplicationSession session) throws ReplicationException {
        Storage storage = Storage.found(request.directory().orElseThrow()).compressed(request.compression());
        storage = session.groupMayRead() ? storage.on(RealDisk.groupReadable()) : storage;
        return request.noSync() ? storage.on(new UnsyncedDisk(storage.disk())) : storage;
    }

    private ReplicationTarget target() throws PgMessages.Fatal {
        try {
            Conninfo conninfo = request.connection().conninfo(System.getenv());
            ConnectionTarget target = ConnectionTarget.of(conninfo, BarmanContext.account());
            return new ReplicationTarget(
                    target.host(),
                    target.port(),
                    target.user(),
                    password(conninfo, target),
                    conninfo.find("application_name").orElse(PgReceivewal.NAME),
                    LibpqTls.of(home()).properties(target));
        } catch (IllegalArgumentException e) {
            throw PgMessages.Fatal.plain(String.valueOf(e.getMessage()));
        }
    }

    /** A password typed in is kept; one from a file is looked up at every connect. */
    private PasswordSource password(Conninfo conninfo, ConnectionTarget target) throws PgMessages.Fatal {
        if (request.connection().password) {
            Optional<Secret> typed = Optional.of(PasswordPrompt.ask(target.user()));
            return () -> typed;
        }
        Map<String, String> environment = System.getenv();
        PasswordLookup lookup = new PasswordLookup(environment, home());
        return () -> lookup.complete(conninfo, target, "replication").password();
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "/"));
    }
}
