package io.jbarman.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the blocks that have a key, for the key that slipped into another block. */
final class KeyIndex {
    private KeyIndex() {}

    /** {@code a host or a PostgreSQL server}; empty if no block has the key. */
    static Optional<String> blocksWith(String key) {
        List<String> found = new ArrayList<>();
        collect(TopologyDocument.BLOCK, key, found);
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join(" or ", found));
    }

    private static void collect(ValueType type, String key, List<String> found) {
        if (type instanceof NamedType named) {
            collect(named.value(), key, found);
        } else if (type instanceof EitherType either) {
            collect(either.mapping(), key, found);
        } else if (type instanceof ListType list) {
            collect(list.item(), key, found);
        } else if (type instanceof Block block) {
            if (has(block, key) && !found.contains(block.what())) {
                found.add(block.what());
            }
            block.keys().forEach(each -> collect(each.type(), key, found));
        }
    }

    private static boolean has(Block block, String key) {
        return block.key(key).isPresent()
                || block.open().filter(open -> open.names().contains(key)).isPresent();
    }
}
