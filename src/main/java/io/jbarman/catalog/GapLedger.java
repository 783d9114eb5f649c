package io.jbarman.catalog;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonArray;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.pg.SegmentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

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

        private static Entry open(WalGap gap, String cause, Instant now) {
            return new Entry(gap, cause, now, Optional.empty(), false);
        }

        /** What became of it; who acknowledged it did not acknowledge a larger one. */
        private List<Entry> after(List<WalGap> missing, List<Entry> others, Instant now) {
            List<WalGap> left = missing.stream().filter(gap::overlaps).toList();
            return left.isEmpty()
                    ? List.of(new Entry(gap, cause, found, Optional.of(now), acknowledged))
                    : left.stream()
                            .filter(part -> others.stream()
                                    .noneMatch(entry ->
                                            entry.isOpen() && entry.gap().equals(part)))
                            .map(part ->
                                    new Entry(part, cause, found, Optional.empty(), acknowledged && gap.contains(part)))
                            .toList();
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
     * remains of a gap, or proves to be larger, keeps its cause and time.
     *
     * @param decided whether the archive tells what of a gap is missing, be it nothing; one of which it does not is left as it is
     */
    public GapLedger after(
            List<WalGap> missing, Predicate<WalGap> decided, Function<WalGap, String> cause, Instant now) {
        List<Entry> next = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.isOpen() && decided.test(entry.gap())) {
                next.addAll(entry.after(missing, next, now));
            } else {
                next.add(entry);
            }
        }
        missing.stream()
                .filter(gap -> next.stream()
                        .noneMatch(entry -> entry.isOpen() && entry.gap().equals(gap)))
                .forEach(gap -> next.add(Entry.open(gap, cause.apply(gap), now)));
        return new GapLedger(next);
    }

    /**
     * The ledger after somebody made a gap, and knows why; nothing new where it is known to be missing. One that proves to
     * be larger keeps its cause and time, and is not what was acknowledged.
     */
    public GapLedger with(WalGap gap, String cause, Instant now) {
        List<Entry> open = open();
        if (open.stream().anyMatch(entry -> entry.gap().contains(gap))) {
            return this;
        }
        List<Entry> smaller =
                open.stream().filter(entry -> gap.contains(entry.gap())).toList();
        List<Entry> next = new ArrayList<>(entries);
        next.removeAll(smaller);
        next.add(smaller.stream()
                .min(Comparator.comparing(Entry::found))
                .map(first -> Entry.open(gap, first.cause(), first.found()))
                .orElseGet(() -> Entry.open(gap, cause, now)));
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

    /** @throws RuntimeException of one of several kinds if the text is no ledger */
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
