package io.jbarman.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Who compresses for one server. All servers of a process share {@link ArchivePool}, since cores are what is short; no
 * server has more threads of it than there are cores, so that one whose disk hangs takes no more than that many with it.
 * Needs no closing.
 */
final class ArchiveThreads extends AbstractExecutorService {
    private final ArchivePool pool;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    ArchiveThreads(ArchivePool pool) {
        this.pool = pool;
    }

    static ArchiveThreads ofOneServer() {
        return new ArchiveThreads(ArchivePool.SHARED);
    }

    @Override
    public synchronized void execute(Runnable task) {
        waiting.add(task);
        begin();
    }

    private synchronized void begin() {
        while (running < pool.cores() && !waiting.isEmpty()) {
            running++;
            Runnable task = waiting.remove();
            pool.execute(() -> run(task));
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            ended();
        }
    }

    private synchronized void ended() {
        running--;
        begin();
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
        return new Awaited<>(work);
    }

    /** Whoever waits for it sees to it that it does not wait for another server's disk. */
    private final class Awaited<T> extends FutureTask<T> {
        Awaited(Callable<T> work) {
            super(work);
        }

        @Override
        public T get() throws InterruptedException, ExecutionException {
            while (true) {
                try {
                    return get(1, TimeUnit.SECONDS);
                } catch (TimeoutException stillAtIt) {
                    pool.makeUpForHanging();
                }
            }
        }
    }

    @Override
    public void shutdown() {
        // The threads are everybody's.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
