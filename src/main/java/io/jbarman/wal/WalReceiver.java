package io.jbarman.wal;

import io.jbarman.replication.ReplicationConnector;
import java.time.Clock;

/**
 * Receives the WAL of one server into one directory until told to stop. Safe for use by several threads; {@link #run}
 * belongs to one.
 */
public final class WalReceiver implements Runnable {
    private final ReceiverStatus status;

    public WalReceiver(ReceiverOptions options, ReplicationConnector connector, SegmentListener listener, Clock clock) {
        this.status = ReceiverStatus.idle(clock.instant());
    }

    /** Receives until {@link #stop} is called, through every failure. */
    @Override
    public void run() {
        throw new UnsupportedOperationException("being built");
    }

    /** Ends {@link #run} soon: what was received is made durable and acknowledged first. Returns at once. */
    public void stop() {}

    /** How it stands now. */
    public ReceiverStatus status() {
        return status;
    }
}
