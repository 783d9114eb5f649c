package io.jbarman.wal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a receiver to end, also while it waits. An interrupt of the waiting thread counts as the same wish. */
final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);

    void give() {
        latch.countDown();
    }

    boolean given() {
        return latch.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Returns after that time, or at once when the signal is given. */
    void await(Duration time) {
        try {
            latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            give();
            Thread.currentThread().interrupt();
        }
    }
}
