package io.jbarman.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Who compresses: as many threads as there are cores, for all servers of a process together, since cores are what is
 * short, and xz takes up to 674 MB a thread. They end when there is nothing to do.
 */
final class ArchiveThreads {
    private static final ExecutorService SHARED = threads(Runtime.getRuntime().availableProcessors());

    private ArchiveThreads() {}

    static ExecutorService shared() {
        return SHARED;
    }

    private static ExecutorService threads(int count) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "archive");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
