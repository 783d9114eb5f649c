package io.jbarman.wal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Work handed to an executor that keeps its order, at most a few pieces at a time; a failure surfaces at the next call
 * of whoever handed it over. Confined to one thread.
 */
final class InOrder {
    private static final int MOST_WAITING = 4;

    private final Executor executor;
    private final Deque<Future<?>> waiting = new ArrayDeque<>();

    InOrder(Executor executor) {
        this.executor = executor;
    }

    /** Hands a piece of work over; waits while too many are unfinished. */
    void submit(Callable<?> work) throws IOException {
        while (waiting.size() >= MOST_WAITING) {
            get(waiting.remove());
        }
        FutureTask<?> task = new FutureTask<>(work);
        waiting.add(task);
        executor.execute(task);
    }

    /** Returns when all of it is done. */
    void await() throws IOException {
        while (!waiting.isEmpty()) {
            get(waiting.remove());
        }
    }

    /** The result of a piece of work, its failure unwrapped. */
    static <T> T get(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the disk");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }
}
