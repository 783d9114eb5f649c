package io.jbarman.wal;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.fixture.PgCluster;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.SlotName;
import io.jbarman.quickstart.PostgresInstance;
import io.jbarman.replication.ReplicationTarget;
import io.jbarman.replication.pgjdbc.PgjdbcConnector;
import io.jbarman.secret.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver at work in a thread of its own, ended with the test. */
final class RunningReceiver implements AutoCloseable {
    static final SlotName SLOT = new SlotName("barman");

    private final List<SegmentName> completed = new CopyOnWriteArrayList<>();
    private final WalReceiver receiver;
    private final Thread thread;

    RunningReceiver(ReceiverOptions options) {
        this(options, Clock.systemUTC());
    }

    RunningReceiver(ReceiverOptions options, Clock clock) {
        receiver = new WalReceiver(options, new PgjdbcConnector(clock), completed::add, clock);
        thread = new Thread(receiver, "receiver under test");
        thread.setDaemon(true);
        thread.start();
    }

    static ReceiverOptions options(int port, String user, Path directory, Optional<SlotName> slot) {
        return ReceiverOptions.of(
                new ReplicationTarget(
                        "127.0.0.1",
                        port,
                        user,
                        () -> Optional.of(Secret.of(PostgresInstance.PASSWORD)),
                        "barman_receive_wal",
                        Map.of()),
                Storage.in(directory),
                slot);
    }

    static RunningReceiver of(PgCluster pg, Path directory) {
        return new RunningReceiver(options(pg.port(), pg.superuser(), directory, Optional.of(SLOT)));
    }

    List<SegmentName> completed() {
        return completed;
    }

    ReceiverStatus status() {
        return receiver.status();
    }

    String problem() {
        return status().lastProblem().map(Diagnostic::code).orElse("none");
    }

    /** Ends it, in time. */
    @Override
    public void close() {
        receiver.stop();
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("the receiver did not stop");
        }
    }
}
