package io.jbarman.metrics;

import io.jbarman.runtime.WatchReport;
import io.jbarman.watch.Finding;
import io.jbarman.watch.HostFacts;
import io.jbarman.watch.ServerFacts;
import io.jbarman.watch.SlotFact;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What the watchdogs saw, as metrics. What could not be seen has no value. */
final class WatchMetrics {
    private static final List<String> WAL_STATUS = List.of("reserved", "extended", "unreserved", "lost");

    private final MetricTable table;
    private final String server;

    WatchMetrics(MetricTable table, String server) {
        this.table = table;
        this.server = server;
    }

    void add(WatchReport report) {
        gauge(
                "jbarman_watch_timestamp_seconds",
                "When the watchdogs looked last.",
                RuntimeMetrics.seconds(report.at()));
        gauge(
                "jbarman_watch_server_answers",
                "1 if conninfo could be used.",
                report.server().isPresent() ? 1 : 0);
        report.findings().forEach(this::finding);
        report.server().ifPresent(this::server);
        report.host().ifPresent(this::host);
        report.serverDisk().ifPresent(disk -> serverDisk(disk, report));
    }

    private void finding(Finding finding) {
        for (Finding.Level level : Finding.Level.values()) {
            gauge(
                    "jbarman_watch_level",
                    "1 for the level of what a watchdog found.",
                    level == finding.level() ? 1 : 0,
                    "item",
                    finding.name().replace(' ', '_').toLowerCase(Locale.ROOT),
                    "level",
                    level.name().toLowerCase(Locale.ROOT));
        }
    }

    private void server(ServerFacts facts) {
        facts.slots().forEach(this::slot);
        facts.lag().flatMap(ServerFacts.Lag::bytes).ifPresent(bytes -> {
            gauge("jbarman_sender_lag_bytes", "WAL not durable here, as the server sees it.", bytes);
            gauge(
                    "jbarman_sender_lag_seconds",
                    "Time until WAL was durable here, as the server sees it.",
                    seconds(facts.lag().orElseThrow().time()));
        });
        Duration trip = Duration.between(facts.asked(), facts.answered());
        gauge(
                "jbarman_clock_skew_seconds",
                "The server's clock less ours.",
                seconds(Duration.between(facts.asked().plus(trip.dividedBy(2)), facts.clock())));
        facts.archiving()
                .ready()
                .ifPresent(files ->
                        gauge("jbarman_archive_command_ready_files", "Files that wait for archive_command.", files));
        facts.archiving()
                .oldest()
                .ifPresent(age -> gauge(
                        "jbarman_archive_command_oldest_seconds",
                        "How long the first of them has waited.",
                        seconds(age)));
        if (facts.archiving().on()) {
            gauge(
                    "jbarman_archive_command_failing",
                    "1 if its last attempt failed.",
                    facts.archiving().failing() ? 1 : 0);
        }
    }

    private void slot(SlotFact slot) {
        gauge("jbarman_slot_active", "1 if the slot is in use.", slot.active() ? 1 : 0, "slot", slot.name());
        gauge("jbarman_slot_lost", "1 if its WAL is gone.", slot.isLost() ? 1 : 0, "slot", slot.name());
        slot.walStatus().ifPresent(status -> walStatus(slot, status));
        slot.heldBytes()
                .ifPresent(bytes -> gauge(
                        "jbarman_slot_held_bytes", "WAL that the server keeps for it.", bytes, "slot", slot.name()));
        slot.safeBytes()
                .ifPresent(bytes -> gauge(
                        "jbarman_slot_safe_bytes",
                        "WAL that may be written before it is lost.",
                        bytes,
                        "slot",
                        slot.name()));
    }

    private void walStatus(SlotFact slot, String status) {
        for (String each : WAL_STATUS) {
            gauge(
                    "jbarman_slot_wal_status",
                    "1 for what the server says of its WAL.",
                    each.equals(status) ? 1 : 0,
                    "slot",
                    slot.name(),
                    "status",
                    each);
        }
    }

    /** At the rate at which WAL came into the archive. */
    private void serverDisk(HostFacts.Disk disk, WatchReport report) {
        gauge("jbarman_server_disk_free_bytes", "Free space of the server's own disk.", disk.freeBytes());
        gauge("jbarman_server_disk_size_bytes", "Size of the server's own disk.", disk.totalBytes());
        report.host()
                .flatMap(host ->
                        report.server().flatMap(server -> host.rate().toWrite(disk.freeBytes(), server.segmentSize())))
                .ifPresent(left -> gauge(
                        "jbarman_server_disk_full_seconds",
                        "Until it is full at the last hour's rate, should nothing be removed there.",
                        seconds(left)));
    }

    private void host(HostFacts facts) {
        for (HostFacts.Disk disk : facts.disks()) {
            gauge(
                    "jbarman_disk_free_bytes",
                    "Free space of a disk of the archive.",
                    disk.freeBytes(),
                    "directory",
                    disk.directory());
            gauge(
                    "jbarman_disk_size_bytes",
                    "Size of a disk of the archive.",
                    disk.totalBytes(),
                    "directory",
                    disk.directory());
            facts.rate()
                    .toStore(disk.freeBytes())
                    .ifPresent(left -> gauge(
                            "jbarman_disk_full_seconds",
                            "Until it is full at the last hour's rate.",
                            seconds(left),
                            "directory",
                            disk.directory()));
        }
        gauge("jbarman_archive_wal_bytes", "What all archived WAL takes.", facts.archivedBytes());
        facts.lastWal()
                .ifPresent(at -> gauge(
                        "jbarman_archive_last_wal_timestamp_seconds",
                        "When the newest archived WAL was written.",
                        RuntimeMetrics.seconds(at)));
    }

    private void gauge(String name, String help, Number value, String... labels) {
        String[] all = new String[labels.length + 2];
        all[0] = "server";
        all[1] = server;
        System.arraycopy(labels, 0, all, 2, labels.length);
        table.gauge(name, help, value, all);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
