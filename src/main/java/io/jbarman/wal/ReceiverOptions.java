package io.jbarman.wal;

import io.jbarman.pg.SlotName;
import io.jbarman.replication.ReplicationTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a receiver needs to know.
 *
 * @param directory where segments are received ({@code streaming_wals_directory}); must exist
 * @param statusInterval how often the server is told our position at least
 * @param silence how long the server may say nothing before the connection is taken for dead; it is asked for a sign of
 *     life after half of it
 */
public record ReceiverOptions(
        ReplicationTarget target,
        Path directory,
        Optional<SlotName> slot,
        Duration statusInterval,
        Duration silence,
        Backoff backoff) {
    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** With the intervals that pg_receivewal and the server's defaults suggest. */
    public static ReceiverOptions of(ReplicationTarget target, Path directory, Optional<SlotName> slot) {
        return new ReceiverOptions(target, directory, slot, STATUS_INTERVAL, SILENCE, Backoff.STANDARD);
    }
}
