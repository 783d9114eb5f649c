package io.jbarman.catalog;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.SegmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The gaps that an archive has and had, with what is known of each. */
public record GapLedger(List<Entry> entries) {
    /** Nothing was ever missing. */
    public static final GapLedger EMPTY = new GapLedger(List.of());

    /**
     * One gap.
     *
     * @param closed when the missing segments had come after all
     * @param acknowledged whether somebody knows of it and wants no more to be told
     */
    public record Entry(WalGap gap, String cause, Instant found, Optional<Instant> closed, boolean acknowledged) {
        boolean isOpen() {
            return closed.isEmpty();
        }

        private Entry narrowed(WalGap part) {
            return new Entry(part, cause, found, closed, acknowledged);
        }

        private Entry closed(Instant at) {
            return new Entry(gap, cause, found, Optional.of(at), acknowledged);
        }
    }

    public GapLedger {
        entries = List.copyOf(entries);
    }

    /** The gaps that are still there. */
    public List<Entry> open() {
        return entries.stream().filter(Entry::isOpen).toList();
    }

    /**
     * The ledger after a look at the archive: what is missing no more is closed, what is missing anew is entered, and what
     * remains of a gap keeps its cause and time.
     */
    public GapLedger after(List<WalGap> missing, Function<WalGap, String> cause, Instant now) {
        List<Entry> next = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.isOpen()) {
                List<WalGap> left =
                        missing.stream().filter(entry.gap()::contains).toList();
                left.forEach(part -> next.add(entry.narrowed(part)));
                if (left.isEmpty()) {
                    next.add(entry.closed(now));
                }
            } else {
                next.add(entry);
            }
        }
        missing.stream()
                .filter(gap -> next.stream()
                        .noneMatch(entry -> entry.isOpen() && entry.gap().equals(gap)))
                .forEach(gap -> next.add(new Entry(gap, cause.apply(gap), now, Optional.empty(), false)));
        return new GapLedger(next);
    }

    /** The ledger after somebody acknowledged every open gap that begins there. */
    public GapLedger acknowledging(SegmentName first) {
        return new GapLedger(entries.stream()
                .map(entry -> entry.isOpen() && entry.gap().first().equals(first)
                        ? new Entry(entry.gap(), entry.cause(), entry.found(), entry.closed(), true)
                        : entry)
                .toList());
    }

    /** As it is kept on disk. */
    public String toJson() {
        List<JsonValue> list = entries.stream().map(GapLedger::json).toList();
        return Json.pretty(new JsonBuilder().put("gaps", new JsonArray(list)).build());
    }

    /** @throws JsonException or another IllegalArgumentException if the text is no ledger */
    public static GapLedger parse(String text) {
        return new GapLedger(Json.parse(text).asObject().get("gaps").elements().stream()
                .map(value -> entry(value.asObject()))
                .toList());
    }

    private static JsonValue json(Entry entry) {
        JsonBuilder json = new JsonBuilder()
                .put("first", entry.gap().first().toString())
                .put("last", entry.gap().last().toString())
                .put("cause", entry.cause())
                .put("found", entry.found().toString())
                .put("acknowledged", entry.acknowledged());
        entry.closed().ifPresent(time -> json.put("closed", time.toString()));
        return json.build();
    }

    private static Entry entry(JsonObject json) {
        return new Entry(
                new WalGap(
                        SegmentName.parse(json.get("first").asText()),
                        SegmentName.parse(json.get("last").asText())),
                json.get("cause").asText(),
                Instant.parse(json.get("found").asText()),
                json.find("closed").map(value -> Instant.parse(value.asText())),
                json.get("acknowledged").asFlag());
    }
}
