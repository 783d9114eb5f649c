package io.jbarman.runtime;

import io.jbarman.catalog.WalGap;
import io.jbarman.config.ServerConfig;
import io.jbarman.pg.SegmentName;
import io.jbarman.wal.LostWal;
import io.jbarman.wal.OtherRoad;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code archive_command} has brought of WAL that its server no longer has. Where it has not, the gap is written down,
 * with the time when it was met. Confined to one thread.
 */
final class ArchiveRoad implements OtherRoad {
    private final ServerConfig server;
    private final Clock clock;
    private Optional<SegmentName> told = Optional.empty();

    ArchiveRoad(ServerConfig server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Optional<SegmentName> around(LostWal lost) throws IOException {
        Optional<SegmentName> next = behindArchived(lost);
        if (next.isEmpty() && !told.equals(Optional.of(lost.first()))) {
            new Gaps(server).lost(new WalGap(lost.first(), lost.last()), clock.instant());
            told = Optional.of(lost.first());
        }
        return next;
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
