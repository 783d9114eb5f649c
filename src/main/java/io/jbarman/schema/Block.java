package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mapping with known keys.
 *
 * @param what the block, for a sentence: {@code a host}
 * @param open further keys that are listed elsewhere
 */
public record Block(String what, String doc, List<Key> keys, Optional<OpenKeys> open) implements ValueType {
    static Block of(String what, String doc, Key... keys) {
        return new Block(what, doc, List.of(keys), Optional.empty());
    }

    Block open(OpenKeys more) {
        return new Block(what, doc, keys, Optional.of(more));
    }

    /** The key of that name. */
    public Optional<Key> key(String name) {
        for (Key key : keys) {
            if (key.name().equals(name)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** What is wrong with a key of that name, which the block does not have. */
    public Diagnostic unknown(String name, Origin where) {
        return OpenEntry.unknown(this, name, where);
    }

    /** Whether nothing more is to be said about a value. */
    static boolean isUnknown(SourceNode node) {
        return node instanceof Scalar scalar && scalar.kind() == Kind.UNKNOWN;
    }

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (!(node instanceof Mapping) && !node.isNothing()) {
            place.refuse(place.path().isEmpty() ? "a mapping of keys to values" : what, node, place.help());
            return Optional.empty();
        }
        List<Entry> entries = node instanceof Mapping mapping ? mapping.entries() : List.of();
        List<Entry> good = new ArrayList<>();
        for (Entry entry : entries) {
            checkEntry(entry, place).ifPresent(value -> good.add(new Entry(entry.key(), entry.keyOrigin(), value)));
        }
        reportMissing(entries, node.origin(), place);
        return Optional.of(new Mapping(good, node.origin()));
    }

    private Optional<SourceNode> checkEntry(Entry entry, Place place) {
        Optional<Key> key = key(entry.key());
        Place inside = place.key(entry.key(), key.map(Key::help).orElseGet(() -> openHelp(entry.key())));
        inside.stands(entry.value() instanceof Scalar ? entry.value().origin() : entry.keyOrigin());
        if (isUnknown(entry.value())) {
            return Optional.empty();
        }
        if (key.isEmpty()) {
            return new OpenEntry(this, inside).check(entry);
        }
        if (key.get().later().isPresent()) {
            inside.problem(
                    "not-supported-yet",
                    entry.keyOrigin(),
                    inside.label() + " is not supported yet in this release",
                    key.get().later().get());
            return Optional.empty();
        }
        return key.get().type().check(entry.value(), inside);
    }

    private String openHelp(String key) {
        return open.filter(more -> more.names().contains(key))
                .map(more -> more.help(key))
                .orElse("");
    }

    private void reportMissing(List<Entry> entries, Origin origin, Place place) {
        Origin block = place.run().origins.getOrDefault(place.path(), origin);
        for (Key key : keys) {
            if (key.required()
                    && entries.stream().noneMatch(entry -> entry.key().equals(key.name()))) {
                place.problem("missing-key", block, place.label() + " needs the key '" + key.name() + "'", key.help());
            }
        }
    }

    @Override
    public JsonObject jsonSchema() {
        return BlockJson.schema(this);
    }

    @Override
    public String describe() {
        return what;
    }
}
