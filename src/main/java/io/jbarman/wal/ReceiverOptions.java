package io.jbarman.wal;

import io.jbarman.pg.SlotName;
import io.jbarman.replication.ReplicationTarget;
import java.time.Duration;
import java.util.Optional;

/**
 * What a receiver needs to know.
 *
 * @param slot that holds the server's WAL for us
 * @param statusInterval how often the server is told our position at least; zero for only when it matters to the server
 * @param silence how long the server may say nothing before the connection is taken for dead, it being asked for a sign of
 *     life after half of that; and how long our disk may take nothing before the server, which may want to stop, is left
 */
public record ReceiverOptions(
        ReplicationTarget target,
        Storage storage,
        Optional<SlotName> slot,
        Ending ending,
        Duration statusInterval,
        Duration silence,
        Backoff backoff) {
    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** With the intervals that pg_receivewal and the server's defaults suggest. */
    public static ReceiverOptions of(ReplicationTarget target, Storage storage, Optional<SlotName> slot) {
        return new ReceiverOptions(target, storage, slot, Ending.NEVER, STATUS_INTERVAL, SILENCE, Backoff.STANDARD);
    }

    /** The same, ending by itself. */
    public ReceiverOptions ending(Ending when) {
        return new ReceiverOptions(target, storage, slot, when, statusInterval, silence, backoff);
    }

    /** The same, telling the server that often. */
    public ReceiverOptions reportingEvery(Duration interval) {
        return new ReceiverOptions(target, storage, slot, ending, interval, silence, backoff);
    }
}
