package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.pg.SlotName;
import io.jbarman.replication.ReplicationConnector;
import io.jbarman.replication.ReplicationException;
import io.jbarman.replication.ReplicationFailure;
import io.jbarman.wal.Backoff;
import io.jbarman.wal.ReceiverOptions;
import io.jbarman.wal.ReceiverState;
import io.jbarman.wal.ReceiverStatus;
import io.jbarman.wal.SegmentListener;
import io.jbarman.wal.WalReceiver;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives one server's WAL: waits until the gate lets it, then until it is told to stop. */
public final class ReceiverWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverWorker.class);

    private final ServerConfig server;
    private final Clock clock;
    private final SlotGate gate;
    private final WalReceiver receiver;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<ReceiverStatus> refused;

    public ReceiverWorker(
            ServerConfig server,
            Replication replication,
            ReplicationConnector connector,
            SegmentListener listener,
            Clock clock) {
        this.server = server;
        this.clock = clock;
        this.gate = new SlotGate(server, connector, replication);
        this.receiver = new WalReceiver(
                ReceiverOptions.of(
                        replication.target(server),
                        StreamStorage.of(server),
                        server.slotName().map(SlotName::new)),
                connector,
                listener,
                new ArchiveRoad(server, clock),
                clock);
        this.refused = Optional.of(ReceiverStatus.idle(clock.instant()));
    }

    @Override
    public void run() throws InterruptedException {
        for (int failures = 1; !stopped.await(0, TimeUnit.SECONDS); failures++) {
            Optional<Refusal> refusal = refusal();
            if (refusal.isEmpty()) {
                refused = Optional.empty();
                receiver.run();
                return;
            }
            waiting(refusal.get().problem());
            stopped.await(
                    Backoff.STANDARD.after(refusal.get().failure(), failures).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        receiver.stop();
    }

    /** How it stands now. */
    public ReceiverStatus status() {
        return refused.orElseGet(receiver::status);
    }

    private record Refusal(Diagnostic problem, ReplicationFailure failure) {}

    private Optional<Refusal> refusal() {
        try {
            return gate.objection().map(problem -> new Refusal(problem, kind(problem)));
        } catch (ReplicationException e) {
            return Optional.of(new Refusal(Replication.problem(server, e), e.failure()));
        } catch (ProblemException e) {
            return Optional.of(new Refusal(e.problems().get(0), ReplicationFailure.OTHER));
        } catch (IOException e) {
            return Optional.of(new Refusal(StorageProblem.of(server, e), ReplicationFailure.OTHER));
        }
    }

    /** A slot that is not there takes a person, at the gate as behind it; another server may answer the next time. */
    static ReplicationFailure kind(Diagnostic objection) {
        return objection.code().equals(SlotGate.SLOT_MISSING)
                ? ReplicationFailure.SLOT_MISSING
                : ReplicationFailure.OTHER;
    }

    private void waiting(Diagnostic problem) {
        boolean said = refused.flatMap(ReceiverStatus::lastProblem)
                .filter(problem::equals)
                .isPresent();
        if (!said) {
            LOG.warn("server '{}': {}; {}", server.name(), problem.summary(), problem.hint());
        }
        ReceiverStatus idle = ReceiverStatus.idle(clock.instant());
        refused = Optional.of(new ReceiverStatus(
                ReceiverState.WAITING,
                idle.since(),
                idle.timeline(),
                idle.received(),
                idle.flushed(),
                idle.serverPosition(),
                idle.lastMessage(),
                Optional.of(problem),
                Optional.of(clock.instant())));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(8);
    }
}
