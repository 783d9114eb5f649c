package io.jbarman.wal;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SystemIdentifier;
import io.jbarman.pg.TimelineId;
import io.jbarman.pg.WalSegmentSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a directory of received WAL remembers of its origin when all segments have been archived away, and of the segment
 * that is being written, whose file does not tell.
 *
 * @param position some position up to which WAL was durable, here and on its server; complete files may say more
 * @param divergences WAL that we hold and that the server's history does not
 * @param histories SHA-256 by name of every history file received, so that none comes back with other bytes
 */
record StreamRecord(
        SystemIdentifier systemIdentifier,
        WalSegmentSize segmentSize,
        TimelineId timeline,
        Lsn position,
        Map<String, String> histories,
        List<Divergence> divergences) {
    /** A later timeline is further, wherever it forked. */
    static final Comparator<StreamRecord> BY_PROGRESS =
            Comparator.comparing(StreamRecord::timeline).thenComparing(StreamRecord::position);

    StreamRecord {
        histories = Map.copyOf(histories);
        divergences = List.copyOf(divergences);
    }

    /** What it and another one of the same cluster know together: where the further one was, and all that either saw. */
    StreamRecord joined(StreamRecord other) {
        boolean behindIt = BY_PROGRESS.compare(this, other) < 0;
        StreamRecord further = behindIt ? other : this;
        StreamRecord behind = behindIt ? this : other;
        Map<String, String> digests = new LinkedHashMap<>(behind.histories);
        digests.putAll(further.histories);
        StreamRecord joined = new StreamRecord(
                systemIdentifier, segmentSize, further.timeline, further.position, digests, behind.divergences);
        for (Divergence divergence : further.divergences) {
            joined = joined.with(divergence);
        }
        return joined;
    }

    StreamRecord at(TimelineId newTimeline, Lsn newPosition) {
        return new StreamRecord(systemIdentifier, segmentSize, newTimeline, newPosition, histories, divergences);
    }

    StreamRecord withHistory(String name, String sha256) {
        Map<String, String> more = new LinkedHashMap<>(histories);
        more.put(name, sha256);
        return new StreamRecord(systemIdentifier, segmentSize, timeline, position, more, divergences);
    }

    /** What is held beside one fork is one, as far as it ever was seen to go: an attempt may see less of it than another. */
    StreamRecord with(Divergence divergence) {
        List<Divergence> more = new ArrayList<>(divergences);
        if (more.stream()
                .anyMatch(known ->
                        known.isOfSameFork(divergence) && !known.position().isBefore(divergence.position()))) {
            return this;
        }
        more.removeIf(divergence::isOfSameFork);
        more.add(divergence);
        return new StreamRecord(systemIdentifier, segmentSize, timeline, position, histories, more);
    }

    String toJson() {
        JsonBuilder digests = new JsonBuilder();
        histories.forEach(digests::put);
        return Json.pretty(new JsonBuilder()
                .put("system_identifier", systemIdentifier.toString())
                .put("wal_segment_size", segmentSize.bytes())
                .put("timeline", timeline.value())
                .put("position", position.toString())
                .put("histories", digests.build())
                .putAll(
                        "divergences",
                        divergences.stream().map(Divergence::toJson).toList())
                .build());
    }

    /** @throws JsonException or another IllegalArgumentException if the text is not such a record */
    static StreamRecord parse(String text) {
        JsonObject object = Json.parse(text).asObject();
        Map<String, String> histories = new LinkedHashMap<>();
        object.get("histories").asObject().members().forEach((name, digest) -> histories.put(name, digest.asText()));
        return new StreamRecord(
                SystemIdentifier.parse(object.get("system_identifier").asText()),
                new WalSegmentSize(
                        Math.toIntExact(object.get("wal_segment_size").asLong())),
                new TimelineId(object.get("timeline").asLong()),
                Lsn.parse(object.get("position").asText()),
                histories,
                object.find("divergences").map(JsonValue::elements).orElse(List.of()).stream()
                        .map(Divergence::parse)
                        .toList());
    }
}
