package io.jbarman.watch;

import io.jbarman.pg.WalSegmentSize;
import io.jbarman.watch.Finding.Level;
import io.jbarman.watch.HostFacts.Disk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this host's side of a server looks like: space, queues, age of the newest WAL. Pure. */
final class HostWatch {
    static final String DISK = "disk space";
    static final String SERVER_DISK = "disk space of PostgreSQL";

    /** Below the data directory. */
    static final String WAL_DIRECTORY = "pg_wal";

    private static final Duration SOON = Duration.ofHours(1);
    private static final Duration TODAY = Duration.ofHours(24);
    private static final long SCARCE = 64L << 20;
    private static final double LITTLE = 0.05;

    private final HostFacts host;

    HostWatch(HostFacts host) {
        this.host = host;
    }

    /** The disks of the archive, each with what is left of it and for how long. */
    List<Finding> disks() {
        return host.disks().stream()
                .map(disk -> disk(DISK, disk, host.rate().toStore(disk.freeBytes())))
                .toList();
    }

    /** The server's own disk, where it can be seen. */
    Finding serverDisk(Optional<Disk> disk, WalSegmentSize size) {
        return disk.map(it -> asSeen(disk(SERVER_DISK, it, host.rate().toWrite(it.freeBytes(), size)), it))
                .orElseGet(() -> Finding.unknown(
                        SERVER_DISK,
                        "no SQL tells the free space of another host",
                        "watch it there; max_slot_wal_keep_size keeps slots from filling it"));
    }

    private static Finding asSeen(Finding finding, Disk disk) {
        return finding.level() != Level.OK || disk.directory().endsWith("/" + WAL_DIRECTORY)
                ? finding
                : Finding.unknown(
                        SERVER_DISK,
                        finding.text() + ", and this account may not see whether pg_wal is on that disk",
                        "if pg_wal is a link to another disk, watch that one there");
    }

    private static Finding disk(String name, Disk disk, Optional<Duration> left) {
        String text =
                Words.size(disk.freeBytes()) + " free of " + Words.size(disk.totalBytes()) + " in " + disk.directory()
                        + left.map(time -> ", full in " + Words.time(time) + " at the last hour's rate")
                                .orElse("");
        boolean little = disk.freeBytes() < disk.totalBytes() * LITTLE;
        if (disk.freeBytes() < SCARCE
                || (little && left.filter(time -> time.compareTo(SOON) < 0).isPresent())) {
            return new Finding(name, Level.FAILED, text, remedy());
        }
        return left.filter(time -> time.compareTo(TODAY) < 0).isPresent() || little
                ? new Finding(name, Level.WARNING, text, remedy())
                : Finding.ok(name, text);
    }

    private static String remedy() {
        return "free or add space there before it is full: from then on PostgreSQL keeps the WAL, and its disk fills";
    }

    /** Barman's limit of files that wait. */
    List<Finding> queues(Optional<Integer> most) {
        List<Finding> findings = new ArrayList<>();
        most.filter(limit -> limit < host.incoming())
                .ifPresent(limit -> findings.add(queue("incoming WALs directory", host.incoming(), limit)));
        most.filter(limit -> limit < host.streaming())
                .ifPresent(limit -> findings.add(queue("streaming WALs directory", host.streaming(), limit)));
        return findings;
    }

    private static Finding queue(String name, int files, int limit) {
        return new Finding(
                name,
                Level.FAILED,
                "there are too many WALs in queue: " + files + ", max " + limit,
                "see that the runtime archives: jbarman runtime status");
    }

    /** Barman's limit of the newest WAL's age. */
    Finding age(Optional<Duration> most, String asWritten) {
        String name = "wal maximum age";
        if (most.isEmpty()) {
            return Finding.ok(name, "no last_wal_maximum_age provided");
        }
        if (host.lastWal().isEmpty()) {
            return new Finding(
                    name, Level.FAILED, "no WAL was archived yet", "see jbarman switch-wal --force --archive");
        }
        Duration age = Duration.between(host.lastWal().get(), host.now());
        String text = "interval provided: " + asWritten + ", latest wal age: " + Words.time(age);
        return age.compareTo(most.get()) <= 0
                ? Finding.ok(name, text)
                : new Finding(
                        name,
                        Level.FAILED,
                        text,
                        "an idle server writes none: set archive_timeout, or call switch-wal from time to time");
    }
}
