package io.jbarman.wal;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a receiver to end, also while it waits. An interrupt of the waiting thread counts as the same wish. */
final class StopSignal {
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Collection<Runnable> wakes = new CopyOnWriteArrayList<>();

    void give() {
        latch.countDown();
        wakes.forEach(Runnable::run);
    }

    /** Does this when the signal is given, on whatever thread: at once, where it was. */
    void wakes(Runnable wake) {
        wakes.add(wake);
        if (latch.getCount() == 0) {
            wake.run();
        }
    }

    /** No longer. */
    void forget(Runnable wake) {
        wakes.remove(wake);
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
