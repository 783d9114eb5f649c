package io.jbarman.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The pauses between attempts at a hook script: short ones, and after every few failures a long one. */
final class RetryPauses {
    private static final int BEFORE_LONG = 6;

    private final Duration shortOne;
    private final Duration longOne;
    private final CountDownLatch stopped = new CountDownLatch(1);

    RetryPauses(Duration shortOne, Duration longOne) {
        this.shortOne = shortOne;
        this.longOne = longOne;
    }

    /** Three seconds five times, then a minute, as Barman naps. */
    static RetryPauses asBarman() {
        return new RetryPauses(Duration.ofSeconds(3), Duration.ofSeconds(60));
    }

    /** Ends the pause, and all later ones. */
    void stop() {
        stopped.countDown();
    }

    /** Pauses after the n-th failure; whether there is to be no further attempt. */
    boolean isStoppedAfter(int failures) {
        Duration pause = failures % BEFORE_LONG == 0 ? longOne : shortOne;
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
