package io.jbarman.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT as a request: the work is told to end and waited for, and the process then exits with 0 and not
 * with the signal's status.
 */
final class StopSignal {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean orderly;

    private StopSignal() {}

    /** From now on a signal calls this, once; {@link #done} must be called when the work has ended. */
    static StopSignal install(Runnable stop) {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> signal.shutDown(stop), "stop"));
        return signal;
    }

    /** The work has ended; the process may go. */
    void done() {
        orderly = true;
        finished.countDown();
    }

    private void shutDown(Runnable stop) {
        if (orderly) {
            return;
        }
        stop.run();
        try {
            if (finished.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitStatus.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
