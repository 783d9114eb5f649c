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
        Conninfo conninfo = conninfo();
        ConnectionTarget named = named(conninfo);
        PromptedPassword password = new PromptedPassword(named.user(), found(conninfo, named));
        if (request.connection().password) {
            password.ask();
        }
        ReplicationTarget target = target(conninfo, named, password);
        try (ReplicationSession session = session(connector, target, password)) {
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

    private Conninfo conninfo() throws PgMessages.Fatal {
        try {
            return request.connection().conninfo(System.getenv());
        } catch (IllegalArgumentException e) {
            throw PgMessages.Fatal.plain(String.valueOf(e.getMessage()));
        }
    }

    private static ConnectionTarget named(Conninfo conninfo) throws PgMessages.Fatal {
        try {
            return ConnectionTarget.of(conninfo, BarmanContext.account());
        } catch (IllegalArgumentException e) {
            throw PgMessages.Fatal.plain(String.valueOf(e.getMessage()));
        }
    }

    private static ReplicationTarget target(Conninfo conninfo, ConnectionTarget named, PasswordSource password)
            throws PgMessages.Fatal {
        try {
            return new ReplicationTarget(
                    named.host(),
                    named.port(),
                    named.user(),
                    password,
                    conninfo.find("application_name").orElse(PgReceivewal.NAME),
                    LibpqTls.of(home()).properties(named));
        } catch (IllegalArgumentException e) {
            throw PgMessages.Fatal.plain(String.valueOf(e.getMessage()));
        }
    }

    private static PasswordSource found(Conninfo conninfo, ConnectionTarget named) {
        PasswordLookup lookup = new PasswordLookup(System.getenv(), home());
        return () -> lookup.complete(conninfo, named, "replication").password();
    }

    private ReplicationSession session(
            ReplicationConnector connector, ReplicationTarget target, PromptedPassword password)
            throws ReplicationException, PgMessages.Fatal {
        try {
            return connector.connect(target);
        } catch (ReplicationException e) {
            if (e.failure() != ReplicationFailure.AUTHENTICATION
                    || request.connection().noPassword
                    || !password.isWorthAsking()) {
                throw e;
            }
            password.ask();
            return connector.connect(target);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home", "/"));
    }
}
