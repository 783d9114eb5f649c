package io.jbarman.archive;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;

/**
 * What a recovery could not get past.
 *
 * @param segment in which the record begins that cannot be used
 * @param position where it begins, or the segment's beginning if it is not about one record
 */
public record RecordFlaw(SegmentName segment, Lsn position, String what) {}
