package io.jbarman.replication;

import io.jbarman.pg.Lsn;
import io.jbarman.pg.TimelineId;
import java.util.Optional;

/** What is known of a physical replication slot. */
public sealed interface SlotState {
    /** It is there; the position is empty until WAL was reserved or first acknowledged. */
    record Present(Optional<Lsn> restartLsn, Optional<TimelineId> timeline) implements SlotState {}

    /** There is no slot of that name. */
    record Absent() implements SlotState {}

    /** It could not be looked up; the reason is fit to be shown. */
    record Unknown(String reason) implements SlotState {}
}
