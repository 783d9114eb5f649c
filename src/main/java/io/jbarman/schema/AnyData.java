package io.jbarman.schema;

import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.List;
import java.util.Optional;

/** A single value, a list or a mapping of such, as deep as one likes. */
record AnyData() implements ValueType {
    private static final AnyScalar LEAF = new AnyScalar("a value, a list or a mapping");

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        return isGood(node, place) ? Optional.of(node) : Optional.empty();
    }

    private static boolean isGood(SourceNode node, Place place) {
        if (Block.isUnknown(node)) {
            return true;
        }
        if (node instanceof Scalar) {
            return LEAF.check(node, place).isPresent();
        }
        boolean good = true;
        if (node instanceof Sequence list) {
            for (int i = 0; i < list.items().size(); i++) {
                good &= isGood(list.items().get(i), place.item(i));
            }
        } else {
            for (Entry entry : ((Mapping) node).entries()) {
                good &= isGood(entry.value(), place.key(entry.key(), place.help()));
            }
        }
        return good;
    }

    @Override
    public JsonObject jsonSchema() {
        return new JsonBuilder()
                .putTexts("type", List.of("string", "number", "boolean", "array", "object"))
                .build();
    }

    @Override
    public String describe() {
        return LEAF.describe();
    }
}
