package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.List;
import java.util.Optional;

/** A list of values of one type, or one of them alone. A checked one is a list. */
record OneOrMore(ValueType item) implements ValueType {
    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        return node instanceof Scalar && !node.isNothing()
                ? item.check(node, place).map(one -> new Sequence(List.of(one), one.origin()))
                : new ListType(item).check(node, place);
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.anyOf(item.jsonSchema(), new ListType(item).jsonSchema());
    }

    @Override
    public String describe() {
        return item.describe() + ", or a list of such";
    }
}
