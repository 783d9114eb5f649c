package io.jbarman.runtime;

import io.jbarman.catalog.WalGap;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.wal.LostWal;
import io.jbarman.wal.OtherRoad;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code archive_command} has brought of WAL that its server no longer has. Where it has not, the gap is written down,
 * with the time when it was met. Confined to one thread.
 */
final class ArchiveRoad implements OtherRoad {
    /** What the server sent to the archive last may still be on its way there. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(15);

    private final ServerConfig server;
    private final Clock clock;
    private Optional<Met> met = Optional.empty();
    private Optional<SegmentName> told = Optional.empty();

    /** Since when a segment is missed. */
    private record Met(SegmentName first, Instant since) {}

    ArchiveRoad(ServerConfig server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Optional<SegmentName> around(LostWal lost) throws IOException {
        Optional<SegmentName> next = behindArchived(lost);
        if (next.isEmpty() && lost.isOver() && isMissedForLong(lost.first())) {
            new Gaps(server).lost(new WalGap(lost.first(), lost.last()), clock.instant());
            told = Optional.of(lost.first());
        }
        return next;
    }

    private boolean isMissedForLong(SegmentName first) {
        if (told.equals(Optional.of(first))) {
            return false;
        }
        if (met.filter(it -> it.first().equals(first)).isEmpty()) {
            met = Optional.of(new Met(first, clock.instant()));
        }
        return met.filter(it -> Duration.between(it.since(), clock.instant()).compareTo(ON_ITS_WAY) >= 0)
                .isPresent();
    }

    /** Asked with every attempt: the catalogue is read only where there is something to be found. */
    private Optional<SegmentName> behindArchived(LostWal lost) throws IOException {
        ArchivedRecords archive = new ArchivedRecords(server);
        if (!archive.holds(lost.first())) {
            return Optional.empty();
        }
        Set<SegmentName> listed = archive.segments();
        SegmentName next = lost.first();
        while (listed.contains(next)) {
            next = lost.after(next);
        }
        return Optional.of(next).filter(found -> !found.equals(lost.first()));
    }
}
