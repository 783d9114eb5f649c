package io.jbarman.watch;

import io.jbarman.pg.WalSegmentSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this host tells of a server's archive at one moment.
 *
 * @param disks the file systems that its directories are on
 * @param rate how fast WAL came into the archive within the last hour
 * @param lastWal when the segment archived last was written
 * @param archivedBytes what all archived WAL takes
 */
public record HostFacts(
        Instant now,
        List<Disk> disks,
        WalRate rate,
        Optional<Instant> lastWal,
        long archivedBytes,
        int incoming,
        int streaming) {
    public HostFacts {
        disks = List.copyOf(disks);
    }

    /** A file system, named by one of the directories on it. */
    public record Disk(String directory, long freeBytes, long totalBytes) {}

    /**
     * How much came into the archive within a while.
     *
     * @param segments files
     * @param storedBytes what they take in the archive
     */
    public record WalRate(Duration within, long segments, long storedBytes) {
        private static final double LONGEST_SECONDS = 10.0 * 365 * 86_400;

        /** How long a number of bytes of WAL takes at this rate, in segments of that size; empty if nothing came. */
        public Optional<Duration> toWrite(long bytes, WalSegmentSize size) {
            return at(segments * size.bytes(), bytes);
        }

        /** How long until a number of bytes of archive is written; empty if nothing came. */
        public Optional<Duration> toStore(long bytes) {
            return at(storedBytes, bytes);
        }

        private Optional<Duration> at(long came, long bytes) {
            if (came <= 0) {
                return Optional.empty();
            }
            double seconds = (double) bytes / came * within.toSeconds();
            return Optional.of(Duration.ofSeconds((long) Math.min(seconds, LONGEST_SECONDS)));
        }
    }
}
