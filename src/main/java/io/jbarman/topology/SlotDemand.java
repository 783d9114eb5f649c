package io.jbarman.topology;

import io.jbarman.pg.SlotName;

/**
 * A physical replication slot of somebody's own, beside those of barmanhosts and standbys.
 *
 * @param absent whether it is not to exist
 */
public record SlotDemand(SlotName name, boolean absent) {}
