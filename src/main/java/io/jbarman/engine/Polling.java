package io.jbarman.engine;

import io.jbarman.time.Sleeper;
import java.time.Duration;

/** Asks again and again until something is so; counts its pauses instead of reading a clock. */
record Polling(Sleeper sleeper, Duration pause) {
    /** What is asked. */
    interface Condition {
        boolean holds() throws StepFailure;
    }

    /** Whether it became so before the limit. */
    boolean until(Duration limit, Condition condition) throws StepFailure {
        for (Duration waited = Duration.ZERO; waited.compareTo(limit) <= 0; waited = waited.plus(pause)) {
            if (condition.holds()) {
                return true;
            }
            if (!slept()) {
                return false;
            }
        }
        return false;
    }

    private boolean slept() {
        try {
            sleeper.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
