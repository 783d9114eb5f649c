package io.jbarman.draft;

import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A mapping of a document that is being written. */
final class Branch {
    private static final Origin NOWHERE = Origin.ofFile("");
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,15}");
    private static final Pattern TRUTH = Pattern.compile("true|false");

    private final List<Entry> entries = new ArrayList<>();

    Branch text(String key, String value) {
        return put(key, new Scalar(value, Kind.TEXT, NOWHERE));
    }

    Branch text(String key, Optional<String> value) {
        value.ifPresent(one -> text(key, one));
        return this;
    }

    /** Left out where it is what would be taken anyway. */
    Branch text(String key, String value, String usual) {
        return value.equals(usual) ? this : text(key, value);
    }

    Branch texts(String key, List<String> values) {
        List<SourceNode> items = new ArrayList<>();
        values.forEach(value -> items.add(new Scalar(value, Kind.TEXT, NOWHERE)));
        return values.isEmpty() ? this : put(key, new Sequence(items, NOWHERE));
    }

    Branch oneOrMore(String key, List<String> values) {
        return values.size() == 1 ? text(key, values.get(0)) : texts(key, values);
    }

    Branch number(String key, long value) {
        return put(key, new Scalar(Long.toString(value), Kind.NUMBER, NOWHERE));
    }

    Branch number(String key, Optional<Integer> value) {
        value.ifPresent(one -> number(key, one));
        return this;
    }

    Branch truth(String key, boolean value) {
        return put(key, new Scalar(Boolean.toString(value), Kind.TRUTH, NOWHERE));
    }

    Branch truth(String key, Optional<Boolean> value) {
        value.ifPresent(one -> truth(key, one));
        return this;
    }

    /** Left out unless it is so. */
    Branch flag(String key, boolean value) {
        return value ? truth(key, true) : this;
    }

    /** Of what kind its spelling says. */
    Branch scalar(String key, String value) {
        if (NUMBER.matcher(value).matches()) {
            return put(key, new Scalar(value, Kind.NUMBER, NOWHERE));
        }
        return TRUTH.matcher(value).matches() ? put(key, new Scalar(value, Kind.TRUTH, NOWHERE)) : text(key, value);
    }

    /** Left out where there is nothing in it. */
    Branch branch(String key, Branch value) {
        return value.entries.isEmpty() ? this : put(key, value.mapping());
    }

    /** Named things, each with what is said of it, be it nothing. */
    <T> Branch named(String key, Map<String, T> values, Function<T, Branch> branch) {
        Branch all = new Branch();
        values.forEach((name, value) -> all.put(name, branch.apply(value).mapping()));
        return branch(key, all);
    }

    Branch put(String key, SourceNode value) {
        entries.add(new Entry(key, NOWHERE, value));
        return this;
    }

    Mapping mapping() {
        return new Mapping(entries, NOWHERE);
    }
}
