package io.jbarman.runtime;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * As many threads as there are cores, for all servers of a process together: xz takes up to 674 MB a thread. One that has
 * been at a single file for long and takes no processor time, as on a disk that hangs, no longer counts, and another takes
 * its place; one that is only slow, as with xz at a large segment, does count. They end when there is nothing to do.
 */
final class ArchivePool {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long SOME_WORK = Duration.ofMillis(10).toNanos();
    static final ArchivePool SHARED = new ArchivePool(Runtime.getRuntime().availableProcessors(), LONG);

    private final int cores;
    private final long patience;
    private final ThreadPoolExecutor threads;
    /** Since when each is at its file and gets no further. */
    private final Map<Thread, Look> working = new ConcurrentHashMap<>();

    /** @param patience how long a thread may be at one file before another takes its place */
    ArchivePool(int cores, Duration patience) {
        this.cores = cores;
        this.patience = patience.toNanos();
        this.threads = new ThreadPoolExecutor(cores, cores, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "archive");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** @param processor its thread's processor time then, in nanoseconds */
    private record Look(long since, long processor) {
        Look again(long now, long processorNow) {
            return processorNow - processor > SOME_WORK ? new Look(now, processorNow) : this;
        }
    }

    private static long processorTime(Thread thread) {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    int cores() {
        return cores;
    }

    void execute(Runnable task) {
        threads.execute(() -> {
            working.put(Thread.currentThread(), new Look(System.nanoTime(), 0));
            try {
                task.run();
            } finally {
                working.remove(Thread.currentThread());
            }
        });
    }

    /** Asked for by whoever has been waiting for a while. */
    synchronized void makeUpForHanging() {
        long now = System.nanoTime();
        working.replaceAll((thread, look) -> look.again(now, processorTime(thread)));
        int hanging = (int) working.values().stream()
                .filter(look -> now - look.since() > patience)
                .count();
        int wanted = cores + hanging;
        if (wanted > threads.getMaximumPoolSize()) {
            threads.setMaximumPoolSize(wanted);
            threads.setCorePoolSize(wanted);
        } else if (wanted < threads.getCorePoolSize()) {
            threads.setCorePoolSize(wanted);
            threads.setMaximumPoolSize(wanted);
        }
    }
}
