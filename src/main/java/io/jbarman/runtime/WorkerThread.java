package io.jbarman.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker in its thread. Should it end with an exception, it is begun anew after a while: the others go on. */
final class WorkerThread {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);
    private static final Duration RESTART = Duration.ofSeconds(5);

    private final Worker worker;
    private final Thread thread;
    private final CountDownLatch pauseEnds = new CountDownLatch(1);
    private volatile boolean stopping;

    private WorkerThread(String name, Worker worker) {
        this.worker = worker;
        this.thread = new Thread(this::run, name);
    }

    static WorkerThread start(String name, Worker worker) {
        WorkerThread started = new WorkerThread(name, worker);
        started.thread.start();
        return started;
    }

    /** Tells it to end. Returns at once. */
    void stop() {
        stopping = true;
        worker.stop();
        pauseEnds.countDown();
    }

    /** Waits until it has ended, as long as it may take; then it is interrupted. */
    void join() throws InterruptedException {
        thread.join(worker.patience().toMillis());
        if (thread.isAlive()) {
            LOG.warn("{} did not end in time and is interrupted", thread.getName());
            thread.interrupt();
        }
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    private void run() {
        try {
            while (!stopping) {
                runOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            worker.run();
            if (!stopping) {
                pause();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed and is started again", thread.getName(), e);
            pause();
        }
    }

    private void pause() throws InterruptedException {
        pauseEnds.await(RESTART.toMillis(), TimeUnit.MILLISECONDS);
    }
}
