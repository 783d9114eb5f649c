package io.jbarman.schema;

import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import io.jbarman.topology.HostPattern;
import java.util.Optional;

/** Which hosts are meant: {@code pg*, !pg3}, or the same as a list. A checked one is a list. */
record HostPatternType() implements ValueType {
    private static final String SAYS = "a host pattern like pg*, !pg3 or group:primaries";
    private static final TextType TERM = TextType.of(SAYS, HostPattern.ONE.pattern());
    private static final TextType TEXT = new TextType(
            SAYS, HostPattern.SHAPE, text -> HostPattern.parse(text).isPresent());
    private static final ListType LIST = new ListType(TERM);

    @Override
    public Optional<SourceNode> check(SourceNode node, Place place) {
        return node instanceof Scalar && !node.isNothing()
                ? TEXT.check(node, place).map(text -> terms((Scalar) text))
                : LIST.check(node, place).filter(list -> isShort((Sequence) list, place));
    }

    private static boolean isShort(Sequence list, Place place) {
        boolean few = list.items().size() <= HostPattern.MOST_TERMS;
        if (!few) {
            place.problem(
                    "too-large",
                    list.origin(),
                    "more than " + HostPattern.MOST_TERMS + " terms in one pattern",
                    "make groups of the hosts");
        }
        return few;
    }

    private static SourceNode terms(Scalar text) {
        return new Sequence(
                HostPattern.words(text.text()).stream()
                        .<SourceNode>map(word -> new Scalar(word, text.kind(), text.origin()))
                        .toList(),
                text.origin());
    }

    @Override
    public JsonObject jsonSchema() {
        return JsonTypes.anyOf(TEXT.jsonSchema(), LIST.jsonSchema());
    }

    @Override
    public String describe() {
        return SAYS + ", or a list of them";
    }
}
