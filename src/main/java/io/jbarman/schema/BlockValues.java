package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.List;
import java.util.Optional;

/** Reads the values of a checked block, with the defaults of its description. */
record BlockValues(Block block, Mapping mapping) {
    /** What stands at a key, if anything usable does. */
    Optional<SourceNode> node(String name) {
        for (Entry entry : mapping.entries()) {
            if (entry.key().equals(name)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    /** The text of a key, else its default. */
    Optional<String> text(String name) {
        Optional<String> found = node(name).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text());
        return found.isPresent() ? found : key(name).defaultText();
    }

    /** The text of a key that is required or has a default; empty text where that is missing, which is reported. */
    String word(String name) {
        return text(name).orElse("");
    }

    /** The number of a key, else its default. */
    Optional<Integer> number(String name) {
        return text(name).map(Integer::valueOf);
    }

    /** The truth value of a key, else its default. */
    boolean truth(String name) {
        return TruthType.isYes(word(name));
    }

    /** The constant whose word stands at a key. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name)
                .map(word -> Enum.valueOf(
                        type, word.toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
    }

    /** The texts of a list. */
    List<String> texts(String name) {
        return node(name).filter(Sequence.class::isInstance).stream()
                .flatMap(list -> ((Sequence) list).items().stream())
                .map(item -> ((Scalar) item).text())
                .toList();
    }

    /** The entries of a mapping at a key. */
    List<Entry> entries(String name) {
        return node(name)
                .filter(Mapping.class::isInstance)
                .map(node -> ((Mapping) node).entries())
                .orElse(List.of());
    }

    /** The block at a key, which has nothing in it where it is left out. */
    BlockValues inside(String name, Block description) {
        Mapping nothing = new Mapping(List.of(), mapping.origin());
        return new BlockValues(
                description,
                node(name)
                        .filter(Mapping.class::isInstance)
                        .map(Mapping.class::cast)
                        .orElse(nothing));
    }

    /** A named block of a mapping, which has nothing in it where its value was beyond use. */
    static BlockValues of(Entry entry, Block description) {
        Mapping nothing = new Mapping(List.of(), entry.keyOrigin());
        return new BlockValues(description, entry.value() instanceof Mapping found ? found : nothing);
    }

    private Key key(String name) {
        return block.key(name).orElseThrow(() -> new IllegalStateException("no key " + name + " in " + block.what()));
    }
}
