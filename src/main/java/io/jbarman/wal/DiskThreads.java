package io.jbarman.wal;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that wait for the disk in a receiver's stead: one finishes segments in their order, one opens ahead, one
 * writes a backlog's bytes.
 */
final class DiskThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ExecutorService finisher;
    private final ExecutorService preparer;
    private final ExecutorService writer;

    DiskThreads(String name) {
        this.finisher = one(name + "-finish");
        this.preparer = one(name + "-prepare");
        this.writer = one(name + "-write");
    }

    ExecutorService finisher() {
        return finisher;
    }

    ExecutorService preparer() {
        return preparer;
    }

    ExecutorService writer() {
        return writer;
    }

    /** One thread at most, none while there is nothing to do. */
    private static ExecutorService one(String name) {
        ThreadFactory daemons = work -> {
            Thread thread = Executors.defaultThreadFactory().newThread(work);
            thread.setName(name);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    /** What was handed over is still done. */
    @Override
    public void close() {
        finisher.shutdown();
        preparer.shutdown();
        writer.shutdown();
    }
}
