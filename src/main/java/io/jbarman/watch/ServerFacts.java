package io.jbarman.watch;

import io.jbarman.pg.WalSegmentSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server tells of its WAL at one moment.
 *
 * @param clock its clock, and {@code asked} and {@code answered} ours around the question
 * @param segmentSize wal_segment_size
 * @param maxWalBytes max_wal_size
 * @param slotKeepBytes max_slot_wal_keep_size, where there is such a limit
 * @param idleSlotTimeout idle_replication_slot_timeout, where it is set (from 18 on)
 * @param lag of the walsender that uses our slot or our application name; empty if there is none to be seen
 */
public record ServerFacts(
        Instant clock,
        Instant asked,
        Instant answered,
        WalSegmentSize segmentSize,
        long maxWalBytes,
        Optional<Long> slotKeepBytes,
        int major,
        Optional<Duration> idleSlotTimeout,
        List<SlotFact> slots,
        Optional<Lag> lag,
        Archiving archiving,
        Synchronous synchronous,
        String dataDirectory) {
    public ServerFacts {
        slots = List.copyOf(slots);
    }

    /**
     * How far behind a walsender's client is.
     *
     * @param bytes of WAL that are not durable there; empty where the role may not see it
     * @param time by the client's last report; zero when it has caught up
     */
    public record Lag(String state, Optional<Long> bytes, Duration time) {}

    /**
     * The server's own archiver.
     *
     * @param ready files that wait for archive_command; empty where the role may not see them
     * @param oldest how long the first of them has been waiting
     * @param failing whether the last attempt failed (PostgreSQL: "pg_stat_archiver")
     */
    public record Archiving(
            boolean on, Optional<Long> ready, Optional<Duration> oldest, boolean failing, String lastFailed) {}

    /**
     * What commits wait for.
     *
     * @param names synchronous_standby_names
     * @param remoteApply where synchronous_commit = remote_apply is asked for, as far as the role may see it
     * @param filesSeen whether it may see what the configuration files ask for
     */
    public record Synchronous(String names, List<String> remoteApply, boolean filesSeen) {
        public Synchronous {
            remoteApply = List.copyOf(remoteApply);
        }
    }

    /** The slot of that name. */
    public Optional<SlotFact> slot(String name) {
        return slots.stream().filter(slot -> slot.name().equals(name)).findFirst();
    }
}
