package io.jbarman.runtime;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code runtime.json}: who runs, since when, and with which configuration. The control plane reads it.
 *
 * @param files every configuration file that was loaded, with its SHA-256
 */
public record RuntimeRecord(long pid, String version, Instant started, Map<Path, String> files) {
    /** Puts it into the run directory. */
    public void write(RunDirectory directory) throws IOException {
        JsonBuilder digests = new JsonBuilder();
        files.forEach((file, digest) -> digests.put(file.toAbsolutePath().toString(), digest));
        WholeFile.write(
                directory.record(),
                Json.pretty(identity().put("files", digests.build()).build()));
    }

    /** Without the files. */
    JsonBuilder identity() {
        return new JsonBuilder().put("pid", pid).put("version", version).put("started", started.toString());
    }

    /** The files that the runtime there has loaded, with their SHA-256; empty if there is no record. */
    public static Map<Path, String> loadedFiles(RunDirectory directory) {
        Map<Path, String> files = new LinkedHashMap<>();
        try {
            Json.parse(Files.readString(directory.record()))
                    .asObject()
                    .get("files")
                    .asObject()
                    .members()
                    .forEach((file, digest) -> files.put(Path.of(file), digest.asText()));
        } catch (IOException | JsonException e) {
            return Map.of();
        }
        return files;
    }

    /** The process that the record names, if it lives. */
    public static Optional<Long> livingPid(RunDirectory directory) {
        try {
            JsonObject record = Json.parse(Files.readString(directory.record())).asObject();
            return Optional.of(record.get("pid").asLong())
                    .filter(pid ->
                            ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        } catch (IOException | JsonException e) {
            return Optional.empty();
        }
    }
}
