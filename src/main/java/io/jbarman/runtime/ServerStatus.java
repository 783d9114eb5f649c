package io.jbarman.runtime;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.wal.ReceiverStatus;
import java.util.Locale;
import java.util.Optional;

/**
 * One server of the runtime at one moment.
 *
 * @param problem why it is not being worked on; empty if it is
 */
public record ServerStatus(
        String name,
        Optional<Diagnostic> problem,
        boolean paused,
        Optional<ReceiverStatus> receiver,
        Optional<ArchiverStatus> archiver) {
    /** As {@code runtime status --format json} shows it. */
    public JsonObject toJson() {
        JsonBuilder json = new JsonBuilder();
        json.put("receiver", receiver.map(ServerStatus::json).orElseGet(this::noReceiver));
        json.put("archiver", archiver.map(ServerStatus::json).orElseGet(ServerStatus::noArchiver));
        problem.ifPresent(what -> json.put("problem", problem(what)));
        return json.build();
    }

    private JsonObject noReceiver() {
        String state = paused ? "paused" : problem.isPresent() ? "failed" : "off";
        return new JsonBuilder().put("state", state).build();
    }

    private static JsonObject noArchiver() {
        return new JsonBuilder().put("state", "stopped").build();
    }

    private static JsonObject json(ReceiverStatus status) {
        JsonBuilder json = new JsonBuilder()
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
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
                .put("queued", status.queued());
        status.problem().ifPresent(what -> json.put("problem", problem(what)));
        return json.build();
    }

    private static JsonObject problem(Diagnostic what) {
        return new JsonBuilder()
                .put("code", what.code())
                .put("summary", what.summary())
                .put("hint", what.hint())
                .build();
    }
}
