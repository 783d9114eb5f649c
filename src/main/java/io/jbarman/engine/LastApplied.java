package io.jbarman.engine;

import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonException;
import io.jbarman.json.JsonValue;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.plan.Action;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import io.jbarman.resource.Before;
import io.jbarman.resource.Before.Addition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What applies have left behind, address by address: it tells drift (someone changed the server) from an unapplied
 * document (someone changed the topology), and what was there before jbarman. Nothing else depends on it.
 *
 * @param partial whether an earlier record may be in another place, which could not be looked at
 */
public record LastApplied(Map<ResourceId, Entry> entries, boolean partial) {
    /** The newest format that this jbarman reads, and the one that it writes. */
    static final int SCHEMA = 1;

    /** Nothing was ever applied, or the record is lost. */
    public static final LastApplied NOTHING = new LastApplied(Map.of());

    public LastApplied {
        entries = Map.copyOf(entries);
    }

    /** One that knows of no other. */
    public LastApplied(Map<ResourceId, Entry> entries) {
        this(entries, false);
    }

    /**
     * One resource.
     *
     * @param demand digest of what the topology demanded of it when it was last seen in place
     * @param created whether jbarman made it
     * @param before attributes that jbarman changed, as they were before it first did
     * @param added what it gave where there was nothing, and each text that it wrote into a file of somebody's
     */
    public record Entry(String demand, boolean created, Map<String, String> before, List<Addition> added) {
        public Entry {
            before = java.util.Collections.unmodifiableMap(new TreeMap<>(before));
            added = List.copyOf(added);
        }

        /** One that gave nothing where there was nothing. */
        public Entry(String demand, boolean created, Map<String, String> before) {
            this(demand, created, before, List.of());
        }

        /** The way back. */
        Before way() {
            return new Before(created, before, added);
        }

        /** What was there before the older one's applies was there first. */
        private Entry since(Entry older) {
            Map<String, String> earliest = new LinkedHashMap<>(before);
            older.added.forEach(one -> earliest.remove(one.attribute()));
            earliest.putAll(older.before);
            Set<Addition> all = new LinkedHashSet<>(older.added);
            all.addAll(added);
            return new Entry(demand, older.created, earliest, List.copyOf(all));
        }

        private boolean isOurs() {
            return created || !before.isEmpty() || !added.isEmpty();
        }

        Entry changedBy(Decision.Change change) {
            Map<String, String> earliest = new LinkedHashMap<>();
            change.differences().stream()
                    .filter(one -> !one.before().isEmpty() && !wasNothing(one.attribute()))
                    .forEach(one -> earliest.put(one.attribute(), one.before()));
            earliest.putAll(before);
            return new Entry(demand, created || change.action() == Action.CREATE, earliest, withNew(change));
        }

        /** What it has now is ours, or has come since. */
        private boolean wasNothing(String attribute) {
            return added.stream().anyMatch(one -> one.attribute().equals(attribute));
        }

        private List<Addition> withNew(Decision.Change change) {
            Set<Addition> all = new LinkedHashSet<>(added);
            change.differences().stream()
                    .filter(one -> one.before().isEmpty() || Before.keepsAll(change.id(), one.attribute()))
                    .map(one -> new Addition(one.attribute(), one.after()))
                    .forEach(all::add);
            return List.copyOf(all);
        }

        Entry demanding(String digest) {
            return new Entry(digest, created, before, added);
        }
    }

    static final Entry UNTOUCHED = new Entry("", false, Map.of());

    /** Reads the record. @throws JsonException if it is not one, or a newer one. */
    static LastApplied parse(String text) {
        JsonObject document = Json.parse(text).asObject();
        if (document.get("schema").asLong() > SCHEMA) {
            throw new JsonException("it was written by a newer jbarman");
        }
        Map<ResourceId, Entry> entries = new LinkedHashMap<>();
        document.get("resources")
                .asObject()
                .members()
                .forEach((address, entry) -> entries.put(ResourceId.parse(address), entry(entry.asObject())));
        return new LastApplied(
                entries, document.find("partial").map(JsonValue::asFlag).orElse(false));
    }

    /** The record as text; equal records give equal texts. */
    String text(String topology) {
        JsonBuilder resources = new JsonBuilder();
        Map<String, Entry> sorted = new TreeMap<>();
        entries.forEach((id, entry) -> sorted.put(id.toString(), entry));
        sorted.forEach((address, entry) -> resources.put(address, json(entry)));
        JsonBuilder document = new JsonBuilder().put("schema", SCHEMA).put("topology", topology);
        if (partial) {
            document.put("partial", true);
        }
        return Json.pretty(document.put("resources", resources.build()).build()) + "\n";
    }

    private static Entry entry(JsonObject entry) {
        Map<String, String> before = new LinkedHashMap<>();
        entry.get("before").asObject().members().forEach((name, value) -> before.put(name, value.asText()));
        List<Addition> added = entry.find("added").map(JsonValue::elements).orElse(List.of()).stream()
                .map(one -> one.elements())
                .map(pair -> new Addition(pair.get(0).asText(), pair.get(1).asText()))
                .toList();
        return new Entry(entry.get("demand").asText(), entry.get("created").asFlag(), before, added);
    }

    private static JsonValue json(Entry entry) {
        JsonBuilder before = new JsonBuilder();
        entry.before().forEach(before::put);
        return new JsonBuilder()
                .put("demand", entry.demand())
                .put("created", entry.created())
                .put("before", before.build())
                .putAll("added", entry.added().stream().map(LastApplied::json).toList())
                .build();
    }

    private static JsonValue json(Addition one) {
        return new JsonValue.JsonArray(
                List.of(new JsonValue.JsonText(one.attribute()), new JsonValue.JsonText(one.value())));
    }

    /** The way back, address by address, in a fixed order. */
    public Map<ResourceId, Before> before() {
        Map<ResourceId, Before> before = new LinkedHashMap<>();
        entries.entrySet().stream()
                .sorted(java.util.Comparator.comparing(one -> one.getKey().toString()))
                .forEach(one -> before.put(one.getKey(), one.getValue().way()));
        return before;
    }

    /** Whether jbarman made it. */
    public boolean isMade(ResourceId id) {
        return of(id).created();
    }

    /** The same with other entries in place of its own; one that says nothing stands for none. */
    LastApplied with(Map<ResourceId, Entry> others) {
        Map<ResourceId, Entry> all = new LinkedHashMap<>(entries);
        others.forEach((id, entry) -> {
            if (entry.equals(UNTOUCHED)) {
                all.remove(id);
            } else {
                all.put(id, entry);
            }
        });
        return new LastApplied(all, partial);
    }

    /** The same, with a record from before it, which nothing is left to look for behind. */
    LastApplied since(LastApplied older) {
        Map<ResourceId, Entry> all = new LinkedHashMap<>(older.entries);
        entries.forEach((id, entry) -> all.merge(id, entry, (first, later) -> later.since(first)));
        return new LastApplied(all);
    }

    LastApplied asPart(boolean part) {
        return new LastApplied(entries, part);
    }

    /** What is still ours when these are back to what they were. */
    public LastApplied without(Set<ResourceId> gone) {
        Map<ResourceId, Entry> rest = new LinkedHashMap<>();
        entries.forEach((id, entry) -> {
            if (!gone.contains(id) && entry.isOurs()) {
                rest.put(id, entry);
            }
        });
        return new LastApplied(rest, partial);
    }

    /** An attribute's earlier value never holds a secret: {@link Difference} says so. */
    Entry of(ResourceId id) {
        return entries.getOrDefault(id, UNTOUCHED);
    }
}
