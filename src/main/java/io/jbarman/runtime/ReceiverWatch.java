package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.wal.ReceiverState;
import io.jbarman.wal.ReceiverStatus;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a server's receiver gets on, and when it has to be begun anew. One thread watches; any may ask. */
final class ReceiverWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverWatch.class);

    private final Clock clock;
    private final ClockSteps clockSteps;
    private volatile ReceiverHealth health;

    ReceiverWatch(Clock clock) {
        this.clock = clock;
        this.clockSteps = new ClockSteps(clock, System::nanoTime);
        this.health = ReceiverHealth.unseen(clock.instant());
    }

    /** Looks, every few seconds: what is wrong with a receiver that has to be begun anew; empty if it may go on. */
    Optional<String> look(ReceiverStatus status, ServerConfig config) {
        if (clockSteps.lately()) {
            health = ReceiverHealth.unseen(clock.instant());
            return Optional.empty();
        }
        ReceiverHealth next = health(status);
        if (next.verdict() != health.verdict()) {
            LOG.info(
                    "server '{}': receiver {}, flushed {}",
                    config.name(),
                    next.verdict().word(),
                    next.flushed());
        }
        health = next;
        if (next.verdict() == ReceiverHealth.Verdict.SILENT || next.verdict() == ReceiverHealth.Verdict.STUCK) {
            return Optional.of(next.verdict().word());
        }
        return config.createSlotAutomatically() && lacksSlot(status)
                ? Optional.of("without its slot, which is made before it begins")
                : Optional.empty();
    }

    /** What was seen so far is about a receiver that is no more. */
    void forget() {
        health = ReceiverHealth.unseen(clock.instant());
    }

    /** How it is now. */
    ReceiverHealth health(ReceiverStatus status) {
        return health.next(status, clock.instant());
    }

    private static boolean lacksSlot(ReceiverStatus status) {
        return status.state() == ReceiverState.WAITING
                && status.lastProblem()
                        .filter(problem -> problem.code().equals("wal-slot-missing"))
                        .isPresent();
    }
}
