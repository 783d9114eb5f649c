package io.jbarman.catalog;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.Lsn;
import io.jbarman.pg.SegmentName;
import io.jbarman.pg.WalSegmentSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which archived segments were looked at record by record, and what is wrong in them. */
public record RecordLedger(List<SegmentRange> checked, List<Entry> flaws) {
    /** Nothing was looked at yet. */
    public static final RecordLedger EMPTY = new RecordLedger(List.of(), List.of());

    /** More are not kept: whoever has so many looks at the disk, not at a list. */
    private static final int MOST = 100;

    /**
     * What a recovery could not get past.
     *
     * @param segment in which it begins
     */
    public record Entry(SegmentName segment, Lsn position, String what, Instant found) {
        private boolean isOf(Entry other) {
            return segment.equals(other.segment) && position.equals(other.position);
        }
    }

    public RecordLedger {
        checked = List.copyOf(checked);
        flaws = List.copyOf(flaws);
    }

    /** Whether the segment was looked at. */
    public boolean covers(SegmentName segment) {
        return checked.stream().anyMatch(range -> range.contains(segment));
    }

    /** The ledger after a look at a segment: what was known of it is replaced by what was found. */
    public RecordLedger after(SegmentName segment, WalSegmentSize size, List<Entry> found) {
        List<Entry> next = new ArrayList<>(without(segment).flaws);
        for (Entry entry : found) {
            Optional<Entry> known = flaws.stream().filter(entry::isOf).findFirst();
            if (next.stream().noneMatch(entry::isOf) && next.size() < MOST) {
                next.add(known.filter(it -> it.what().equals(entry.what())).orElse(entry));
            }
        }
        return new RecordLedger(SegmentRange.with(checked, segment, size), next);
    }

    /** The ledger when a segment is no longer in the archive. */
    public RecordLedger without(SegmentName segment) {
        return new RecordLedger(
                checked,
                flaws.stream().filter(entry -> !entry.segment().equals(segment)).toList());
    }

    /** As it is kept on disk. */
    public String toJson() {
        return Json.pretty(new JsonBuilder()
                .putTexts(
                        "checked", checked.stream().map(SegmentRange::toString).toList())
                .putAll("flaws", flaws.stream().map(RecordLedger::json).toList())
                .build());
    }

    /** @throws RuntimeException of one of several kinds if the text is no ledger */
    public static RecordLedger parse(String text) {
        JsonObject json = Json.parse(text).asObject();
        return new RecordLedger(
                json.get("checked").elements().stream()
                        .map(range -> SegmentRange.parse(range.asText()))
                        .toList(),
                json.get("flaws").elements().stream()
                        .map(entry -> entry(entry.asObject()))
                        .toList());
    }

    private static JsonValue json(Entry entry) {
        return new JsonBuilder()
                .put("segment", entry.segment().toString())
                .put("position", entry.position().toString())
                .put("what", entry.what())
                .put("found", entry.found().toString())
                .build();
    }

    private static Entry entry(JsonObject json) {
        return new Entry(
                SegmentName.parse(json.get("segment").asText()),
                Lsn.parse(json.get("position").asText()),
                json.get("what").asText(),
                Instant.parse(json.get("found").asText()));
    }
}
