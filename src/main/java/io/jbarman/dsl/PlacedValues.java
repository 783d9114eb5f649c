package io.jbarman.dsl;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.EntryList;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a script as values of a document. Counts, because lists of lists can grow faster than a script. */
final class PlacedValues {
    private static final int MOST = 100_000;
    private static final int DEEPEST = 50;

    private final Diagnostics problems;
    private int count;

    PlacedValues(Diagnostics problems) {
        this.problems = problems;
    }

    /** The value, at its own place if it has one. */
    SourceNode placed(@Nullable Object value, Origin where) {
        return placed(value, where, 0);
    }

    private SourceNode placed(@Nullable Object value, Origin where, int depth) {
        if (++count > MOST || depth > DEEPEST) {
            throw ScriptRun.problem(
                    "too-large", where, "more than " + MOST + " values, or one in itself", "write less");
        }
        if (value instanceof SourceNode node) {
            return node;
        }
        if (value instanceof Map<?, ?> map) {
            EntryList entries = new EntryList(problems);
            map.forEach(
                    (key, each) -> entries.add(new Entry(String.valueOf(key), where, placed(each, where, depth + 1))));
            return entries.mapping(where);
        }
        if (value instanceof Collection<?> list) {
            List<SourceNode> items =
                    list.stream().map(each -> placed(each, where, depth + 1)).toList();
            return new Sequence(items, where);
        }
        return single(value, where);
    }

    private SourceNode single(@Nullable Object value, Origin where) {
        if (value == null) {
            return new Scalar("", Kind.NOTHING, where);
        }
        if (value instanceof CharSequence || value instanceof Character) {
            return new Scalar(value.toString(), Kind.TEXT, where);
        }
        if (value instanceof Boolean) {
            return new Scalar(value.toString(), Kind.TRUTH, where);
        }
        if (value instanceof Number number && !NumberSize.fits(number)) {
            problems.add(Diagnostic.error(
                    "wrong-type",
                    where,
                    "this number has more digits than any number of a topology",
                    "write it out, with a unit where it takes one: '64MB'"));
            return new Scalar("", Kind.UNKNOWN, where);
        }
        if (value instanceof Number) {
            String text = value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
            return new Scalar(text, Kind.NUMBER, where);
        }
        problems.add(Diagnostic.error(
                "wrong-type",
                where,
                "a value of the type " + value.getClass().getSimpleName() + " means nothing in a topology",
                "give a text, a number, a truth value, a list or a mapping"));
        return new Scalar("", Kind.UNKNOWN, where);
    }
}
