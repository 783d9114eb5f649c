package io.jbarman.runtime;

import java.time.Duration;

/**
 * How soon a worker that failed is begun anew: at first after {@code first}, doubling; once it failed more than
 * {@code restarts} times within {@code window}, only every {@code limit}, and it is told as a problem. It is never given
 * up: the server keeps WAL for us that fills its disk.
 */
record RestartBudget(int restarts, Duration window, Duration first, Duration limit) {
    static final RestartBudget STANDARD =
            new RestartBudget(5, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** The wait after that many failures within the window, from 1. Pure. */
    Duration delay(int failures) {
        if (isSpent(failures)) {
            return limit;
        }
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(limit) > 0 ? limit : wait;
    }

    /** Whether it failed too often. */
    boolean isSpent(int failures) {
        return failures > restarts;
    }
}
