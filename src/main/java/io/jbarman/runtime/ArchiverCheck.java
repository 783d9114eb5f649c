package io.jbarman.runtime;

import io.jbarman.catalog.XlogDb;
import io.jbarman.config.ServerConfig;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.watch.ArchiverWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether what was received gets into the archive: what the runtime says of its archiver, and, whoever archives, what
 * waits on the disk. One that was stopped on purpose is well.
 */
final class ArchiverCheck {
    private final ServerConfig server;
    private final Clock clock;

    ArchiverCheck(ServerConfig server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    CheckItem run() {
        Optional<JsonObject> status = new ControlClient(RunDirectory.of(server.global())).status(server.name());
        Optional<String> problem = status.flatMap(ArchiverCheck::problem);
        if (problem.isPresent()) {
            return CheckItem.failed(ArchiverWatch.NAME, problem.get());
        }
        if (!server.active()) {
            return CheckItem.ok(ArchiverWatch.NAME, "active = false: nothing is archived");
        }
        if (status.filter(it -> text(it, "desired").equals(DesiredState.STOPPED.word()))
                .isPresent()) {
            return CheckItem.ok(ArchiverWatch.NAME, "it was stopped; to go on: jbarman runtime start " + server.name());
        }
        try {
            String remedy = status.isPresent()
                    ? "see the runtime's log, and its hook scripts and disk: jbarman runtime status"
                    : "no runtime is running: jbarman runtime start";
            return CheckItem.of(ArchiverWatch.of(queue(status), remedy));
        } catch (IOException e) {
            return new CheckItem(
                    ArchiverWatch.NAME,
                    CheckItem.Status.UNKNOWN,
                    StorageProblem.of(server, e).summary());
        }
    }

    /** Its own, or why there is none. */
    static Optional<String> problem(JsonObject status) {
        Optional<JsonObject> archiver = status.find("archiver").map(JsonValue::asObject);
        return archiver.flatMap(it -> it.find("problem"))
                .or(() -> archiver.filter(it -> text(it, "state").equals("failed"))
                        .flatMap(it -> status.find("problem")))
                .map(JsonValue::asObject)
                .map(it -> text(it, "summary") + "; " + text(it, "hint"));
    }

    /** One that has only begun stands still for no longer than that. */
    private static Optional<Instant> begun(JsonObject status) {
        return status.find("archiver")
                .flatMap(archiver -> archiver.asObject().find("since"))
                .map(since -> Instant.parse(since.asText()));
    }

    private ArchiverWatch.Queue queue(Optional<JsonObject> status) throws IOException {
        Optional<Instant> listed = listed();
        // A runtime tells itself what fails; of others the files alone can tell it.
        Instant touchedSince = listed.filter(it -> status.isEmpty()).orElse(Instant.MAX);
        List<Instant> waiting = new ArrayList<>();
        for (Path file : new WaitingWal(server).files()) {
            waits(file, touchedSince).ifPresent(waiting::add);
        }
        Instant now = clock.instant();
        Instant oldest = waiting.stream().min(Instant::compareTo).orElse(now);
        Instant moved = Stream.concat(listed.stream(), status.flatMap(ArchiverCheck::begun).stream())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
        return new ArchiverWatch.Queue(waiting.size(), Duration.between(oldest, now), Duration.between(moved, now));
    }

    /** When the catalogue was last written to. */
    private Optional<Instant> listed() throws IOException {
        Path catalogue = XlogDb.of(server).file();
        return Files.exists(catalogue)
                ? Optional.of(Files.getLastModifiedTime(catalogue).toInstant())
                : Optional.empty();
    }

    /**
     * Since when. It is when it got its name: the time of its content is the sender's, and may be long ago. An attempt that
     * fails touches it, too, which links it into the archive: what was written since anything was archived waits from then
     * on. Empty if it is gone.
     */
    private static Optional<Instant> waits(Path file, Instant touchedSince) throws IOException {
        try {
            Instant named = ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return Optional.of(written.isAfter(touchedSince) && written.isBefore(named) ? written : named);
        } catch (NoSuchFileException archivedMeanwhile) {
            return Optional.empty();
        }
    }

    private static String text(JsonObject object, String member) {
        return object.find(member).map(JsonValue::asText).orElse("");
    }
}
