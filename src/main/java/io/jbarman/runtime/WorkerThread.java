package io.jbarman.runtime;

import io.jbarman.diagnostics.Diagnostic;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A worker in its thread. Should it end by itself, it is begun anew as its budget allows: the others go on. */
final class WorkerThread {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);

    private final String server;
    private final Worker worker;
    private final RestartBudget budget;
    private final Clock clock;
    private final Thread thread;
    private final CountDownLatch pauseEnds = new CountDownLatch(1);
    private final Deque<Instant> failures = new ArrayDeque<>();
    private volatile boolean stopping;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Optional<Diagnostic> problem = Optional.empty();

    private WorkerThread(String task, String server, Worker worker, RestartBudget budget, Clock clock) {
        this.server = server;
        this.worker = worker;
        this.budget = budget;
        this.clock = clock;
        this.thread = new Thread(this::run, task + " " + server);
        this.thread.setDaemon(true);
    }

    /**
     * Starts it.
     *
     * @param task the verb that does the same
     */
    static WorkerThread start(String task, String server, Worker worker, RestartBudget budget, Clock clock) {
        WorkerThread started = new WorkerThread(task, server, worker, budget, clock);
        started.thread.start();
        return started;
    }

    /** What it does and for whom. */
    String name() {
        return thread.getName();
    }

    /** Tells it to end. Returns at once. */
    void stop() {
        stopping = true;
        worker.stop();
        pauseEnds.countDown();
    }

    /** Whether it was told to end. */
    boolean isStopping() {
        return stopping;
    }

    /**
     * Waits until it has ended, as long as it may take; then it is interrupted.
     *
     * @return whether it has ended: one that waits for a disk that does not answer cannot be ended by anybody
     */
    boolean join() throws InterruptedException {
        thread.join(worker.patience().toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(500);
        }
        return !thread.isAlive();
    }

    /** Why it is not at work, if it failed too often. */
    Optional<Diagnostic> problem() {
        return problem;
    }

    /** How often it was begun anew. */
    int restarts() {
        return restarts.get();
    }

    private void run() {
        MDC.put("server", server);
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
                failed("it ended by itself");
            }
        } catch (RuntimeException | Error e) {
            LOG.error("{} failed", thread.getName(), e);
            failed(e.toString());
        }
    }

    private void failed(String how) throws InterruptedException {
        Instant now = clock.instant();
        failures.addLast(now);
        failures.removeIf(at -> at.isBefore(now.minus(budget.window())));
        long millis = budget.delay(failures.size()).toMillis();
        problem = budget.isSpent(failures.size()) ? Optional.of(tooOften(how)) : Optional.empty();
        LOG.warn("{} is started again in {} ms: {}", thread.getName(), millis, how);
        pauseEnds.await(millis, TimeUnit.MILLISECONDS);
        restarts.incrementAndGet();
    }

    private Diagnostic tooOften(String how) {
        return Diagnostic.error(
                "restarts-spent",
                thread.getName() + " failed " + failures.size() + " times within "
                        + budget.window().toMinutes() + " minutes: " + how,
                "see the log for its stack traces; it is tried every "
                        + budget.limit().toMinutes() + " minutes, and at once after jbarman runtime stop " + server
                        + " and jbarman runtime start " + server);
    }
}
