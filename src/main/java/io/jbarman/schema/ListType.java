package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of values of one type. */
record ListType(ValueType item) implements ValueType {
    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        if (node.isNothing()) {
            return Optional.of(new Sequence(List.of(), node.origin()));
        }
        if (!(node instanceof Sequence sequence)) {
            place.refuse(this, node);
            return Optional.empty();
        }
        List<SourceNode> good = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            checkItem(sequence.items().get(i), place.item(i), good);
        }
        return Optional.of(new Sequence(good, sequence.origin()));
    }

    private void checkItem(SourceNode node, Place place, List<SourceNode> good) {
        place.stands(node.origin());
        if (!Block.isUnknown(node)) {
            item.check(node, place).ifPresent(good::add);
        }
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.anyOf(
                JsonTypes.type("array")
                        .put("title", describe())
                        .put("items", item.jsonSchema())
                        .build(),
                JsonTypes.NOTHING);
    }

    @Override
    public String describe() {
        return "a list";
    }
}
