package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A checked document with every default of its description filled in, as a flat list in the description's order. */
final class FilledDocument {
    private final List<FilledValue> values = new ArrayList<>();

    static List<FilledValue> of(Mapping checked) {
        FilledDocument filled = new FilledDocument();
        filled.block("", TopologyDocument.BLOCK, checked);
        return List.copyOf(filled.values);
    }

    private void block(String path, Block block, Mapping mapping) {
        for (Key key : block.keys()) {
            String inside = path.isEmpty() ? key.name() : path + "." + key.name();
            Optional<SourceNode> value = new BlockValues(block, mapping).node(key.name());
            if (value.isPresent()) {
                value(inside, key.type(), value.get());
            } else if (key.defaultText().isPresent()) {
                values.add(new FilledValue(inside, key.defaultText().get(), Optional.empty()));
            } else if (key.type() instanceof Block nested && isFilledIn(nested)) {
                block(inside, nested, new Mapping(List.of(), mapping.origin()));
            }
        }
        for (Entry entry : mapping.entries()) {
            if (block.key(entry.key()).isEmpty()) {
                leaf(path + "." + entry.key(), entry.value());
            }
        }
    }

    /** A block that is there without being written has defaults and asks for nothing. */
    private static boolean isFilledIn(Block block) {
        return block.keys().stream().noneMatch(Key::required)
                && block.keys().stream().anyMatch(key -> key.defaultText().isPresent())
                && !block.equals(ArchivedServerBlock.COMMAND);
    }

    private void value(String path, ValueType type, SourceNode value) {
        if (type instanceof EitherType either && value instanceof Mapping) {
            value(path, either.mapping(), value);
        } else if (type instanceof Block block && value instanceof Mapping mapping) {
            block(path, block, mapping);
        } else if (type instanceof NamedType named && value instanceof Mapping mapping) {
            for (Entry entry : mapping.entries()) {
                value(path + "." + entry.key(), named.value(), entry.value());
            }
        } else if (value instanceof Mapping mapping && !(type instanceof AnyData)) {
            mapping.entries().forEach(entry -> leaf(path + "." + entry.key(), entry.value()));
        } else {
            leaf(path, value);
        }
    }

    private void leaf(String path, SourceNode value) {
        values.add(new FilledValue(path, value.spelling(), Optional.of(value.origin())));
    }
}
