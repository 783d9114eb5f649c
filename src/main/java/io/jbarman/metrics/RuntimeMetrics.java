package io.jbarman.metrics;

import io.jbarman.pg.Lsn;
import io.jbarman.runtime.ArchiverStatus;
import io.jbarman.runtime.DesiredState;
import io.jbarman.runtime.ReceiverHealth;
import io.jbarman.runtime.ServerStatus;
import io.jbarman.wal.ReceiverState;
import io.jbarman.wal.ReceiverStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The metrics of a runtime; docs/metrics.md lists them all. Pure. */
final class RuntimeMetrics {
    private final MetricTable table = new MetricTable();
    private final Instant now;

    private RuntimeMetrics(Instant now) {
        this.now = now;
    }

    /** In Prometheus' text format. */
    static byte[] of(List<ServerStatus> servers, String version, Instant now) {
        RuntimeMetrics metrics = new RuntimeMetrics(now);
        metrics.table.gauge("jbarman_build_info", "The version that runs.", 1, "version", version);
        metrics.table.gauge("jbarman_servers", "Servers that the runtime has loaded.", servers.size());
        servers.forEach(metrics::add);
        return metrics.table.write();
    }

    private void add(ServerStatus server) {
        String name = server.name();
        table.gauge("jbarman_server_up", "1 if WAL comes in as it is wanted.", server.isWell() ? 1 : 0, "server", name);
        for (DesiredState state : DesiredState.values()) {
            table.gauge(
                    "jbarman_server_desired",
                    "1 for the state that is wanted.",
                    state == server.desired() ? 1 : 0,
                    "server",
                    name,
                    "state",
                    state.word());
        }
        table.counter(
                "jbarman_worker_restarts",
                "How often a worker failed and was begun anew.",
                server.restarts(),
                "server",
                name);
        server.receiver().ifPresent(status -> receiver(name, status));
        server.health().ifPresent(health -> health(name, health));
        server.archiver().ifPresent(status -> archiver(name, status));
        server.watch().ifPresent(report -> new WatchMetrics(table, name).add(report));
    }

    private void receiver(String name, ReceiverStatus status) {
        boolean streams = status.state() == ReceiverState.STREAMING;
        table.gauge("jbarman_receiver_streaming", "1 while WAL is streamed.", streams ? 1 : 0, "server", name);
        position("received", "WAL position received.", status.received(), name);
        position("flushed", "WAL position that is durable here.", status.flushed(), name);
        position("server", "WAL position that the server told last.", status.serverPosition(), name);
        table.gauge(
                "jbarman_receiver_lag_bytes",
                "WAL that the server has and that is not durable here.",
                status.behind(),
                "server",
                name);
        status.timeline()
                .ifPresent(timeline -> table.gauge(
                        "jbarman_receiver_timeline", "Timeline received.", timeline.value(), "server", name));
        status.lastMessage()
                .ifPresent(at -> table.gauge(
                        "jbarman_receiver_last_message_timestamp_seconds",
                        "When the server was last heard of.",
                        seconds(at),
                        "server",
                        name));
    }

    private void position(String which, String help, Lsn lsn, String name) {
        table.gauge("jbarman_receiver_" + which + "_position_bytes", help, lsn.value(), "server", name);
    }

    private void health(String name, ReceiverHealth health) {
        for (ReceiverHealth.Verdict verdict : ReceiverHealth.Verdict.values()) {
            table.gauge(
                    "jbarman_receiver_health",
                    "1 for what the receiver is, by its progress.",
                    verdict == health.verdict() ? 1 : 0,
                    "server",
                    name,
                    "health",
                    verdict.word());
        }
    }

    private void archiver(String name, ArchiverStatus status) {
        table.gauge(
                "jbarman_archiver_failing",
                "1 if the last pass failed.",
                status.problem().isPresent() ? 1 : 0,
                "server",
                name);
        table.gauge("jbarman_archiver_queue_files", "Files to be archived.", status.queued(), "server", name);
        table.gauge(
                "jbarman_archiver_busy_seconds",
                "How long the pass that is going on has taken.",
                status.busySince()
                        .map(since -> Duration.between(since, now).toMillis() / 1000.0)
                        .orElse(0.0),
                "server",
                name);
    }

    static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }
}
