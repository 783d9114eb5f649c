package io.jbarman.replication;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.TimelineId;

/**
 * The answer to {@code IDENTIFY_SYSTEM}.
 *
 * @param flushed how far the server's WAL is on its disk
 */
public record SystemIdentity(SystemIdentifier systemIdentifier, TimelineId timeline, Lsn flushed) {}
