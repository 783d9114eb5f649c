package io.jbarman.runtime;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.wal.ReceiverStatus;
import java.util.Locale;
import java.util.Optional;

/**
 * One server of the runtime at one moment.
 *
 * @param problem why it, or a part of it, is not being worked on; empty if it is
 * @param health whether the receiver's position moves
 * @param restarts how often a worker of it failed and was begun anew
 * @param watch what the watchdogs saw
 */
public record ServerStatus(
        String name,
        boolean active,
        DesiredState desired,
        Optional<Diagnostic> problem,
        Optional<ReceiverStatus> receiver,
        Optional<ReceiverHealth> health,
        Optional<ArchiverStatus> archiver,
        int restarts,
        Optional<WatchReport> watch) {
    /** Whether WAL comes in as it is wanted: one that is not to run is well, and so is one that receives and moves. */
    public boolean isWell() {
        if (desired != DesiredState.RUNNING) {
            return true;
        }
        boolean moves = health.map(it -> it.verdict().isHealthy()).orElse(true);
        boolean archives = archiver.map(it -> it.problem().isEmpty()).orElse(false);
        return problem.isEmpty() && moves && archives;
    }

    /** Whether something happens, be it in vain: what systemd's watchdog is told of. */
    boolean showsLife() {
        return health.map(ReceiverHealth::verdict)
                .map(it -> it.isHealthy() || it == ReceiverHealth.Verdict.TRYING)
                .orElse(true);
    }

    /** As {@code runtime status --format json} shows it. */
    public JsonObject toJson() {
        JsonBuilder json = new JsonBuilder();
        json.put("desired", desired.word());
        json.put("receiver", receiver.map(this::json).orElseGet(this::noReceiver));
        json.put("archiver", archiver.map(ServerStatus::json).orElseGet(this::noArchiver));
        json.put("restarts", restarts);
        watch.ifPresent(report -> json.put("watch", report.toJson()));
        problem.ifPresent(what -> json.put("problem", problem(what)));
        return json.build();
    }

    private JsonObject noReceiver() {
        String state = problem.isPresent() ? "failed" : "off";
        return new JsonBuilder()
                .put("state", desired == DesiredState.RUNNING ? state : desired.word())
                .build();
    }

    private JsonObject noArchiver() {
        return new JsonBuilder()
                .put("state", problem.isPresent() ? "failed" : "stopped")
                .build();
    }

    private JsonObject json(ReceiverStatus status) {
        JsonBuilder json = new JsonBuilder()
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .putIf("health", health.map(it -> it.verdict().word()))
                .put("since", status.since().toString());
        status.timeline().ifPresent(timeline -> json.put("timeline", timeline.value()));
        json.put("received_lsn", status.received().toString())
                .put("flushed_lsn", status.flushed().toString())
                .put("server_lsn", status.serverPosition().toString())
                .put("behind_bytes", status.behind());
        status.lastProblem().ifPresent(what -> json.put("problem", problem(what)));
        return json.build();
    }

    private static JsonObject json(ArchiverStatus status) {
        JsonBuilder json = new JsonBuilder()
                .put("state", status.problem().isPresent() ? "failing" : "running")
                .put("last_archived", status.lastArchived().orElse(""))
                .put("queued", status.queued())
                .put("since", status.since().toString());
        status.problem().ifPresent(what -> json.put("problem", problem(what)));
        return json.build();
    }

    static JsonObject problem(Diagnostic what) {
        return new JsonBuilder()
                .put("code", what.code())
                .put("summary", what.summary())
                .put("hint", what.hint())
                .putIf("place", what.origin().map(Origin::toString))
                .build();
    }
}
