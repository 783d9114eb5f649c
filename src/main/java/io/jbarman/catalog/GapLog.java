package io.jbarman.catalog;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The gaps that were made or found in a server's WAL, one JSON object per line of {@code .jbarman-gaps.jsonl} in its
 * {@code backup_directory}, where Barman looks at no such file. Lines are only added.
 */
public final class GapLog {
    private final Path file;

    public GapLog(Path backupDirectory) {
        this.file = backupDirectory.resolve(".jbarman-gaps.jsonl");
    }

    /**
     * WAL that is missing.
     *
     * @param first the first segment that is missing
     * @param next the first that is there again
     */
    public record Gap(Instant at, String first, String next, String cause) {}

    /** Adds one; durable on return. */
    public void add(Gap gap) throws IOException {
        String line = Json.write(new JsonBuilder()
                        .put("at", gap.at().toString())
                        .put("first", gap.first())
                        .put("next", gap.next())
                        .put("cause", gap.cause())
                        .build())
                + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
    }

    /** All of them, as they were added; a line that cannot be read is passed over. */
    public List<Gap> all() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(GapLog::parse)
                        .flatMap(Optional::stream)
                        .toList()
                : List.of();
    }

    private static Optional<Gap> parse(String line) {
        try {
            JsonObject gap = Json.parse(line).asObject();
            return Optional.of(new Gap(
                    Instant.parse(gap.get("at").asText()),
                    gap.get("first").asText(),
                    gap.get("next").asText(),
                    gap.get("cause").asText()));
        } catch (JsonException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
