package io.jbarman.replication.pgjdbc;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A limit on a call that waits for the server and cannot be told otherwise: what is below is closed under one that has
 * not come back in time, which ends it.
 */
final class Patience {
    /** For last words: who does not take them by then does not read any more. */
    static final Duration FAREWELL = Duration.ofSeconds(2);

    private final CountDownLatch over = new CountDownLatch(1);

    /** Something that waits for the server. */
    interface Call {
        void run() throws IOException;
    }

    /** Calls it; what is below is closed under it if it takes too long. */
    static void during(Closeable below, Call call) throws IOException {
        Patience limit = new Patience(below);
        try {
            call.run();
        } finally {
            limit.over.countDown();
        }
    }

    private Patience(Closeable below) {
        Thread watch = new Thread(() -> watch(below), "watch the end of a connection");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(Closeable below) {
        try {
            if (!over.await(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                below.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Then it is closed as much as it can be.
        }
    }
}
