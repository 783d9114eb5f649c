package io.jbarman.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A block of the language for people to look up, as it is described for parsing.
 *
 * @param path its keys from the document on, joined with dots, without the names that a document chooses: {@code
 *     postgres.standbys}; empty for the document
 * @param doc one sentence
 * @param keys in the description's order
 * @param more what further keys there are; empty if there are none
 * @param open those keys
 */
public record BlockReference(String path, String doc, List<Entry> keys, Optional<String> more, List<Entry> open) {
    public BlockReference {
        keys = List.copyOf(keys);
        open = List.copyOf(open);
    }

    /** The same with that key alone, which is named with the block's path or without; empty if it has none such. */
    public Optional<BlockReference> only(String key) {
        String within = path + ".";
        String name = key.startsWith(within) ? key.substring(within.length()) : key;
        return Stream.concat(keys.stream(), open.stream())
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .map(entry -> new BlockReference(path, doc, List.of(entry), Optional.empty(), List.of()));
    }

    /**
     * A key.
     *
     * @param takes in words
     * @param block whether it has a reference of its own
     */
    public record Entry(
            String name,
            String doc,
            String takes,
            boolean required,
            Optional<String> defaultText,
            Optional<String> example,
            boolean block) {}

    /** All blocks, each before those inside it. */
    public static List<BlockReference> all() {
        List<BlockReference> all = new ArrayList<>();
        collect("", TopologyDocument.BLOCK, all);
        return all;
    }

    private static void collect(String path, Block block, List<BlockReference> all) {
        List<Key> supported =
                block.keys().stream().filter(key -> key.later().isEmpty()).toList();
        all.add(new BlockReference(
                path,
                block.doc(),
                supported.stream().map(BlockReference::entry).toList(),
                block.open().filter(OpenKeys::hasAny).map(OpenKeys::noun),
                block.open().map(open -> entries(block, open)).orElse(List.of())));
        for (Key key : supported) {
            inner(key.type())
                    .ifPresent(nested -> collect(path.isEmpty() ? key.name() : path + "." + key.name(), nested, all));
        }
    }

    private static List<Entry> entries(Block block, OpenKeys open) {
        return open.names().stream()
                .filter(name -> open.refusal(name).isEmpty() && block.key(name).isEmpty())
                .map(name -> new Entry(
                        name, open.doc(name), open.takes(name), false, Optional.empty(), Optional.empty(), false))
                .toList();
    }

    private static Entry entry(Key key) {
        return new Entry(
                key.name(),
                key.doc(),
                key.type().describe(),
                key.required(),
                key.defaultText(),
                key.example(),
                inner(key.type()).isPresent());
    }

    private static Optional<Block> inner(ValueType type) {
        if (type instanceof NamedType named) {
            return inner(named.value());
        }
        if (type instanceof EitherType either) {
            return inner(either.mapping());
        }
        if (type instanceof ListType list) {
            return inner(list.item());
        }
        return type instanceof Block block ? Optional.of(block) : Optional.empty();
    }
}
