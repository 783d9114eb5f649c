package io.jbarman.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a wish to stop: the JVM waits with its end until the work in hand is done and reported,
 * and then exits with the signal's own status, which for SIGINT is 130.
 */
final class Interruption implements AutoCloseable {
    private static final long LONGEST_STEP_MINUTES = 35;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Runnable told;
    private final Thread hook = new Thread(this::await, "jbarman-interrupted");
    private volatile boolean wished;

    /** @param told is run when the wish comes */
    Interruption(Runnable told) {
        this.told = told;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean wished() {
        return wished;
    }

    private void await() {
        wished = true;
        told.run();
        try {
            boolean done = finished.await(LONGEST_STEP_MINUTES, TimeUnit.MINUTES);
            assert done || wished;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            wished = true;
        }
    }
}
