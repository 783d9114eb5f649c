package io.jbarman.dsl;

import groovy.lang.Closure;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands after a word: values, and at the end the braces. Groovy puts {@code key: value} pairs, wherever they stand,
 * first.
 */
record Arguments(List<SourceNode> values, Optional<Closure<?>> block) {
    static Arguments of(List<?> arguments) {
        List<SourceNode> values = new ArrayList<>();
        Optional<Closure<?>> block = Optional.empty();
        for (Object argument : arguments) {
            if (argument instanceof Closure<?> closure) {
                block = Optional.of(closure);
            } else {
                values.add(
                        argument instanceof SourceNode node
                                ? node
                                : new Scalar(String.valueOf(argument), Kind.TEXT, Origin.ofFile("script")));
            }
        }
        return new Arguments(List.copyOf(values), block);
    }

    /** The single value that comes first, pairs aside. */
    Optional<Scalar> name() {
        return values.stream()
                .limit(2)
                .filter(value -> value instanceof Scalar scalar && !scalar.isNothing())
                .map(Scalar.class::cast)
                .findFirst();
    }

    /** The same without the name. */
    Arguments rest() {
        List<SourceNode> rest = new ArrayList<>(values);
        name().ifPresent(rest::remove);
        return new Arguments(List.copyOf(rest), block);
    }

    /** The pairs, or none. */
    Mapping mapping() {
        return values.stream()
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .findFirst()
                .orElse(new Mapping(List.of(), Origin.ofFile("script")));
    }

    /** One value as it is, several as a list. */
    SourceNode value(Origin where) {
        if (values.isEmpty()) {
            return new Scalar("", Kind.NOTHING, where);
        }
        return values.size() == 1
                ? values.get(0)
                : new Sequence(values, values.get(0).origin());
    }

    SourceNode withoutBlock(Origin where) {
        return block.isPresent() ? new Mapping(List.of(), where) : value(where);
    }
}
