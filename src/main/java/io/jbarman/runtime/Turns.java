package io.jbarman.runtime;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * One at a time. Whoever does not come back for long, as from a disk that hangs, has lost the turn to the next who waits.
 * Safe for use by several threads.
 */
final class Turns {
    private final long patience;
    /** The number of the turn that was given last, since when, and whether it is still taken. */
    private long last;

    private long since;
    private boolean taken;

    /** @param patience how long one may have the turn while another waits for it */
    Turns(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** Waits for the turn, and gives what came of it. */
    <T> T take(Supplier<T> work) throws InterruptedException {
        long turn = begin();
        try {
            return work.get();
        } finally {
            end(turn);
        }
    }

    private synchronized long begin() throws InterruptedException {
        long left = patience - (System.nanoTime() - since);
        while (taken && left > 0) {
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
            left = patience - (System.nanoTime() - since);
        }
        taken = true;
        since = System.nanoTime();
        return ++last;
    }

    private synchronized void end(long turn) {
        if (turn == last) {
            taken = false;
            notifyAll();
        }
    }
}
