package io.jbarman.playbook;

import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import io.jbarman.template.Data;
import io.jbarman.template.TemplateException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tree of a document and the data of expressions, one as the other. */
final class Values {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})\\.[0-9]{1,18}");

    private Values() {}

    /** The data that a tree is; empty if something in it is a problem that was told. */
    static Optional<Object> data(SourceNode node) {
        if (node instanceof Mapping mapping) {
            return data(mapping);
        }
        if (node instanceof Sequence list) {
            return data(list);
        }
        Scalar scalar = (Scalar) node;
        return switch (scalar.kind()) {
            case UNKNOWN -> Optional.empty();
            case NUMBER -> Optional.of(number(scalar.text()));
            case TRUTH -> Optional.of(truth(scalar.text()));
            case TEXT, INTERPOLATED, NOTHING -> Optional.of(scalar.text());
        };
    }

    private static Optional<Object> data(Mapping mapping) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            data(entry.value()).ifPresent(value -> map.put(entry.key(), value));
        }
        return map.size() == mapping.entries().size() ? Optional.of(map) : Optional.empty();
    }

    private static Optional<Object> data(Sequence list) {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> data(item).ifPresent(items::add));
        return items.size() == list.items().size() ? Optional.of(items) : Optional.empty();
    }

    /** Other spellings of numbers stay text, so that they come out as they went in. */
    private static Object number(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        return DECIMAL.matcher(text).matches() ? new BigDecimal(text) : text;
    }

    private static Object truth(String text) {
        boolean yes = text.equalsIgnoreCase("true");
        return yes || text.equalsIgnoreCase("false") ? yes : text;
    }

    /**
     * The tree that data is, where an expression stands.
     *
     * @param most how many values it may have
     * @throws TemplateException if it has more
     */
    static SourceNode tree(Object data, Origin origin, int most) {
        return new Growth(origin, most).tree(data);
    }

    /** Counts, because a list of lists of lists grows faster than the document that makes it. */
    private static final class Growth {
        private final Origin origin;
        private int left;

        Growth(Origin origin, int most) {
            this.origin = origin;
            this.left = most;
        }

        SourceNode tree(Object data) {
            if (--left < 0) {
                throw new TemplateException("it grows beyond all measure");
            }
            if (data instanceof Map<?, ?> map) {
                return new Mapping(
                        map.entrySet().stream()
                                .map(member ->
                                        new Entry(String.valueOf(member.getKey()), origin, tree(member.getValue())))
                                .toList(),
                        origin);
            }
            if (data instanceof java.util.Collection<?> list) {
                return new Sequence(list.stream().map(this::tree).toList(), origin);
            }
            return new Scalar(Data.text(data), Kind.INTERPOLATED, origin);
        }
    }
}
