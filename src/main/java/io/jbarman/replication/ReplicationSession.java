package io.jbarman.replication;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.ServerVersion;
import io.jbarman.pg.SlotName;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.util.Optional;

/**
 * One replication connection (PostgreSQL: "Streaming Replication Protocol"). Confined to one thread, save for
 * {@link ReplicationStream#feedback} and {@link #close}. While a stream is running no command may be given.
 */
public interface ReplicationSession extends AutoCloseable {
    /** The server's version, known since login. */
    ServerVersion version();

    /** {@code IDENTIFY_SYSTEM}. */
    SystemIdentity identifySystem() throws ReplicationException;

    /** {@code SHOW wal_segment_size}. */
    WalSegmentSize walSegmentSize() throws ReplicationException;

    /** {@code SHOW data_directory_mode}: whether the cluster's files are open to its group, as ours may be then. */
    boolean groupMayRead() throws ReplicationException;

    /** {@code READ_REPLICATION_SLOT} on 15 and later; on older servers {@code pg_replication_slots}, if it can be read. */
    SlotState readSlot(SlotName name) throws ReplicationException;

    /**
     * {@code CREATE_REPLICATION_SLOT}, failing with {@link ReplicationFailure#SLOT_EXISTS} if it is there.
     *
     * @param reserveWal whether WAL is kept from now on, and not only from the first feedback
     */
    void createPhysicalSlot(SlotName name, boolean reserveWal) throws ReplicationException;

    /** {@code DROP_REPLICATION_SLOT}, failing at once if somebody streams from it. */
    void dropSlot(SlotName name) throws ReplicationException;

    /** {@code TIMELINE_HISTORY}; {@link ReplicationFailure#WAL_REMOVED} if the server does not have the file. */
    TimelineHistoryFile timelineHistory(TimelineId timeline) throws ReplicationException;

    /**
     * {@code START_REPLICATION}. A timeline that ends exactly at {@code start} gives a stream whose first message is
     * {@link ReplicationMessage.EndOfTimeline}; afterwards this session takes commands again.
     */
    ReplicationStream start(Optional<SlotName> slot, Lsn start, TimelineId timeline) throws ReplicationException;

    /** Ends the connection. Idempotent, never fails. */
    @Override
    void close();
}
