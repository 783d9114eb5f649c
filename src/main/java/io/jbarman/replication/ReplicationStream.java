package io.jbarman.replication;

import io.jbarman.pg.Lsn;
import java.time.Duration;

/**
 * WAL as the server sends it. One thread reads; {@link #feedback} may be called from any other.
 *
 * <p>What is read is bytes in memory, no more: whoever reads decides when they are durable, and only then says so.
 */
public interface ReplicationStream extends AutoCloseable {
    /**
     * The next message, or {@link ReplicationMessage.Nothing} if none is complete within that time or before it is woken;
     * with zero, if none is there yet. After {@link ReplicationMessage.EndOfTimeline} and {@link ReplicationMessage.ServerStopping} the stream
     * is over and must not be read again.
     */
    ReplicationMessage next(Duration patience) throws ReplicationException;

    /**
     * Tells the server how far we are. Sent at once.
     *
     * @param written how far WAL was taken over
     * @param flushed how far it is durable, file and directory entry; zero for "nothing to say", which leaves the slot
     *     where it is
     * @param replyRequested whether the server should answer, as proof that it is there
     */
    void feedback(Lsn written, Lsn flushed, boolean replyRequested) throws ReplicationException;

    /**
     * Ends a wait for the next message: the present one, else the next. From any thread; returns at once. Where the
     * server has to be asked for a sign of life to that end, its answer is the message.
     */
    void wake();

    /**
     * Leaves the server at once and without a farewell, from any thread: it sees the connection end, if it still sees
     * anything. Never fails.
     */
    void abandon();

    /** Ends streaming in the protocol's way, within a few seconds, unless it was abandoned. Idempotent, never fails. */
    @Override
    void close();
}
