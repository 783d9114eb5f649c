package io.jbarman.wal;

import io.jbarman.replication.ReplicationFailure;
import java.time.Duration;

/**
 * How long to wait before the next attempt, doubling from {@code first}. A server that is down, starting or stopping is
 * tried again at least every {@code eagerLimit}, so that nothing is missed for longer after a restart; failures of
 * authentication and of slots, which only a person can mend, are tried up to every {@code patientLimit}.
 */
public record Backoff(Duration first, Duration eagerLimit, Duration patientLimit) {
    /** From a fifth of a second to one second, the attempt itself counted, or to half a minute. */
    public static final Backoff STANDARD =
            new Backoff(Duration.ofMillis(200), Duration.ofMillis(900), Duration.ofSeconds(30));

    private static final int MAX_DOUBLINGS = 20;

    /** The wait after that many failures in a row, from 1. Pure. */
    public Duration after(ReplicationFailure failure, int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
        Duration limit = mendsItself(failure) ? eagerLimit : patientLimit;
        return wait.compareTo(limit) > 0 ? limit : wait;
    }

    private static boolean mendsItself(ReplicationFailure failure) {
        return switch (failure) {
            case UNREACHABLE,
                    STARTING,
                    STOPPING,
                    CONNECTION_LOST,
                    TLS_ENDED,
                    TOO_MANY_CONNECTIONS,
                    // A walsender that has not yet noticed that we are gone, most often.
                    SLOT_ACTIVE,
                    // Another server may answer at this address the next time.
                    WAL_REMOVED,
                    POSITION_REFUSED,
                    PROTOCOL,
                    OTHER -> true;
            case AUTHENTICATION,
                    NO_RULE,
                    CERTIFICATE,
                    CLIENT_CERTIFICATE,
                    NO_SSL,
                    NOT_PERMITTED,
                    SLOT_MISSING,
                    SLOT_EXISTS,
                    SLOT_LOST,
                    OPTION_REFUSED -> false;
        };
    }
}
