package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.Suggestion;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key that its block does not list: an option or keyword listed elsewhere, or a mistake. */
record OpenEntry(Block block, Place place) {
    Optional<SourceNode> check(Entry entry) {
        Optional<OpenKeys> open = block.open().filter(keys -> keys.names().contains(entry.key()));
        if (open.isEmpty()) {
            reportUnknown(entry);
            return Optional.empty();
        }
        Optional<String> refusal = open.get().refusal(entry.key());
        if (refusal.isPresent()) {
            place.problem("misplaced-key", entry.keyOrigin(), place.label() + " has no place here", refusal.get());
            return Optional.empty();
        }
        return new AnyScalar("a single value").check(entry.value(), place).filter(value -> takes(open.get(), entry));
    }

    private boolean takes(OpenKeys open, Entry entry) {
        Scalar scalar = (Scalar) entry.value();
        Optional<String> wanted = open.check(entry.key(), scalar.text());
        wanted.ifPresent(words -> place.refuse(words, scalar, place.help()));
        return wanted.isEmpty() && isSupported(open, entry.key(), scalar);
    }

    private boolean isSupported(OpenKeys open, String key, Scalar value) {
        Optional<String> instead = open.later(key, value.text());
        instead.ifPresent(words -> place.problem(
                "not-supported-yet",
                value.origin(),
                place.label() + ": " + value.text() + " is not supported yet in this release",
                words));
        return instead.isEmpty();
    }

    private void reportUnknown(Entry entry) {
        place.run().problems.add(unknown(block, entry.key(), entry.keyOrigin()));
    }

    /** What is said of a key that a block does not have. */
    static Diagnostic unknown(Block block, String name, Origin origin) {
        List<String> known = new ArrayList<>();
        block.keys().stream()
                .filter(key -> key.later().isEmpty())
                .map(Key::name)
                .forEach(known::add);
        List<String> all = new ArrayList<>(known);
        block.open().ifPresent(open -> all.addAll(open.names()));
        String hint = Suggestion.closest(name, all)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> elsewhere(name, origin).orElseGet(() -> listing(block, known)));
        return Diagnostic.error("unknown-key", origin, "unknown key '" + name + "' in " + block.what(), hint);
    }

    private static Optional<String> elsewhere(String key, Origin origin) {
        String shape = origin.file().endsWith(".groovy") ? "are the braces" : "is the indentation";
        return KeyIndex.blocksWith(key).map(blocks -> "'" + key + "' is a key of " + blocks + "; " + shape + " right?");
    }

    private static String listing(Block block, List<String> known) {
        String more = block.open()
                .filter(OpenKeys::hasAny)
                .map(open -> ", or " + open.noun())
                .orElse("");
        return "known keys: " + String.join(", ", known) + more;
    }
}
