package io.jbarman.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does a thing for many at the same time, with a bounded number of threads, and gives the results in order. */
final class Forks {
    private Forks() {}

    static <T, R> List<R> run(int forks, List<T> all, Function<T, R> work) {
        if (all.size() <= 1 || forks <= 1) {
            return all.stream().map(work).toList();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(forks, all.size()), Forks::daemon);
        try {
            List<Future<R>> running = new ArrayList<>();
            all.forEach(one -> running.add(threads.submit(() -> work.apply(one))));
            List<R> results = new ArrayList<>();
            for (Future<R> one : running) {
                results.add(result(one));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "jbarman-fork");
        thread.setDaemon(true);
        return thread;
    }

    private static <R> R result(Future<R> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for hosts", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
