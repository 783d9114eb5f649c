package io.jbarman.runtime;

import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.Lsn;
import io.jbarman.postgres.PgException;
import io.jbarman.postgres.PgSession;
import io.jbarman.time.Sleeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether WAL is being received: its position must come to where the server's was, not only a process exist. */
final class ProgressCheck {
    private static final String NAME = "receive-wal running";
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LOOKS = 50;

    private final ServerConfig server;
    private final ControlClient client;
    private final Sleeper sleeper;

    ProgressCheck(ServerConfig server, Sleeper sleeper) {
        this.server = server;
        this.client = new ControlClient(RunDirectory.of(server.global()));
        this.sleeper = sleeper;
    }

    CheckItem run(PgSession session) throws PgException, InterruptedException {
        Lsn target = position(session);
        Optional<JsonObject> status = client.status(server.name());
        if (status.isEmpty()) {
            return withoutRuntime();
        }
        for (int look = 0; look < LOOKS && !reached(status, target) && mayMove(status); look++) {
            sleeper.sleep(PAUSE);
            status = client.status(server.name());
        }
        return verdict(status, target);
    }

    /** One that is not to run comes nowhere while it is looked at. */
    private static boolean mayMove(Optional<JsonObject> status) {
        return status.map(server -> text(server, "desired").equals(DesiredState.RUNNING.word()))
                .orElse(true);
    }

    private static CheckItem verdict(Optional<JsonObject> status, Lsn target) {
        String state = status.flatMap(ProgressCheck::receiver)
                .map(receiver -> text(receiver, "state"))
                .orElse("stopped");
        String flushed = status.flatMap(ProgressCheck::receiver)
                .map(receiver -> text(receiver, "flushed_lsn"))
                .orElse("");
        if (state.equals("streaming") && reached(status, target)) {
            return CheckItem.ok(NAME, "flushed " + flushed + ", the server was at " + target);
        }
        String problem =
                status.flatMap(ProgressCheck::problem).map(text -> ": " + text).orElse("");
        return state.equals("streaming")
                ? CheckItem.failed(NAME, "stands still at " + flushed + " while the server is at " + target + problem)
                : CheckItem.failed(NAME, "the receiver is " + state + problem);
    }

    /** The item is Barman's, whose readers take all but OK for a receiver that does not run. */
    private CheckItem withoutRuntime() {
        Path lock = LockFiles.receiveWal(server);
        return FileLocks.owner(lock)
                .map(pid -> CheckItem.ok(
                        NAME, "process " + pid + " receives; how far it is cannot be told, only a runtime could"))
                .orElseGet(() -> CheckItem.failed(NAME, "no runtime is running: jbarman runtime start"));
    }

    private static boolean reached(Optional<JsonObject> status, Lsn target) {
        return status.flatMap(ProgressCheck::receiver)
                .flatMap(receiver -> receiver.find("flushed_lsn"))
                .map(lsn -> !Lsn.parse(lsn.asText()).isBefore(target))
                .orElse(false);
    }

    private static Optional<JsonObject> receiver(JsonObject status) {
        return status.find("receiver").map(JsonValue::asObject);
    }

    private static Optional<String> problem(JsonObject status) {
        return status.find("problem")
                .or(() -> receiver(status).flatMap(receiver -> receiver.find("problem")))
                .map(JsonValue::asObject)
                .map(problem -> text(problem, "summary") + "; " + text(problem, "hint"));
    }

    private static String text(JsonObject object, String member) {
        return object.find(member).map(JsonValue::asText).orElse("");
    }

    private static Lsn position(PgSession session) throws PgException {
        return Lsn.parse(session.query(
                        "SELECT (CASE WHEN pg_is_in_recovery()"
                                + " THEN coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())"
                                + " ELSE pg_current_wal_flush_lsn() END)::text AS lsn",
                        List.of())
                .get(0)
                .text("lsn"));
    }
}
