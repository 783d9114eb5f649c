package io.jbarman.engine;

import io.jbarman.postgres.PgException;
import io.jbarman.time.Sleeper;
import java.time.Duration;
import java.util.Set;

/**
 * Tries again what another session's timing spoiled: serialization failures, deadlocks, lock timeouts, and "tuple
 * concurrently updated", which has no SQLSTATE of its own (it is an internal error, its words never translated).
 */
final class Retries {
    private static final int ATTEMPTS = 6;
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "55P03");

    private final Sleeper sleeper;

    Retries(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** What is tried. */
    interface Attempt {
        void run() throws PgException;
    }

    void run(Attempt attempt) throws PgException {
        for (int tries = 1; ; tries++) {
            try {
                attempt.run();
                return;
            } catch (PgException e) {
                if (tries == ATTEMPTS || !isTransient(e)) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    static boolean isTransient(PgException e) {
        boolean sameTuple =
                e.sqlState().equals("XX000") && String.valueOf(e.getMessage()).contains("tuple concurrently");
        return sameTuple || TRANSIENT.contains(e.sqlState());
    }

    private void pause(int tries) {
        try {
            sleeper.sleep(Duration.ofMillis(50L << tries));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
