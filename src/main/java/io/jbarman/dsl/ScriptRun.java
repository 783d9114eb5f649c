package io.jbarman.dsl;

import groovy.lang.Closure;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.diagnostics.SourceText;
import io.jbarman.schema.Shape;
import io.jbarman.schema.Shape.Items;
import io.jbarman.schema.Shape.Names;
import io.jbarman.schema.Shape.Word;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of one script: which blocks are open, and what has been said in them. Confined to one thread. */
final class ScriptRun {
    private static final String TOPOLOGY = "topology";
    private static final int MOST_STEPS = 1_000_000;

    private final SourceText source;
    private final boolean trusted;
    private final Diagnostics problems;
    private final PlacedValues values;
    private final Deque<OpenBlock> open = new ArrayDeque<>();
    private Optional<SourceNode> tree = Optional.empty();
    private int steps;

    ScriptRun(SourceText source, boolean trusted, Diagnostics problems) {
        this.source = source;
        this.trusted = trusted;
        this.problems = problems;
        this.values = new PlacedValues(problems);
    }

    Origin origin(int line, int column) {
        return source.at(line - 1, column - 1);
    }

    Guard guard(int line, int column) {
        step(line, column);
        return new Guard(origin(line, column));
    }

    /** Ends a loop that has no end. */
    void step(int line, int column) {
        if (!trusted && ++steps > MOST_STEPS) {
            throw problem(
                    "too-large",
                    origin(line, column),
                    "the script goes on for more than " + MOST_STEPS + " steps",
                    "is there a loop without an end? --trust lifts the limit");
        }
    }

    /** What the script says. */
    SourceNode tree() {
        return tree.orElseThrow(() -> problem(
                "empty",
                Origin.ofFile(source.file()),
                "no topology in it",
                "a topology begins with topology('name') { ... }; see dsl/streaming.groovy"));
    }

    void word(String name, Origin where, List<?> arguments) {
        step(Math.max(1, where.line()), Math.max(1, where.column()));
        OpenBlock block = open.peek();
        if (block == null) {
            root(name, where, arguments);
            return;
        }
        Arguments given = Arguments.of(arguments);
        Optional<Word> known = block.shape().word(name);
        if (known.isEmpty()) {
            // Told by whoever checks the tree, as in YAML; what stands in its braces means nothing then.
            block.add(new Entry(name, where, given.withoutBlock(where)));
            return;
        }
        Word word = known.get();
        if (word.shape() instanceof Names names) {
            named(block, word, names, where, given);
        } else if (word.shape() instanceof Items items && items.noun().equals(name)) {
            block.listed(word.key(), where).add(item(items, where, given));
        } else {
            block.add(new Entry(word.key(), where, value(word.shape(), where, given, name)));
        }
    }

    private void root(String name, Origin where, List<?> arguments) {
        Arguments given = Arguments.of(arguments);
        if (!name.equals(TOPOLOGY)) {
            problems.add(Diagnostic.error(
                    "unknown-key",
                    where,
                    "'" + name + "' outside of topology('name') { ... }",
                    "put it into the braces"));
            return;
        }
        if (tree.isPresent()) {
            problems.add(
                    Diagnostic.error("duplicate-key", where, "a second topology", "write one topology into a file"));
            return;
        }
        OpenBlock document = new OpenBlock(this, Shape.document(), where, problems);
        given.name().ifPresent(text -> document.add(new Entry("name", text.origin(), text)));
        given.mapping().entries().forEach(document::add);
        inside(document, given);
        document.addIfAbsent(new Entry("version", where, new Scalar("1", Kind.NUMBER, where)));
        tree = Optional.of(document.close());
    }

    /** {@code host('pg') { }}, {@code hosts pg: [...]}, {@code hosts { pg { } }}. */
    private void named(OpenBlock block, Word word, Names names, Origin where, Arguments given) {
        OpenBlock all = block.named(word.key(), names, where);
        if (given.name().isPresent()) {
            Scalar name = given.name().get();
            all.add(new Entry(
                    name.text(), name.origin(), value(names.each(), name.origin(), given.rest(), name.text())));
        } else {
            given.mapping().entries().forEach(all::add);
            inside(all, given);
        }
    }

    /** {@code play('House rules') { }}: a block whose name is an entry of it. */
    private SourceNode item(Items items, Origin where, Arguments given) {
        OpenBlock block = new OpenBlock(this, items.each(), where, problems);
        given.name().ifPresent(name -> block.add(new Entry("name", name.origin(), name)));
        given.mapping().entries().forEach(block::add);
        inside(block, given);
        return block.close();
    }

    private SourceNode value(Shape shape, Origin where, Arguments given, String name) {
        if (given.block().isEmpty()) {
            return given.value(where);
        }
        if (given.name().isPresent()) {
            problems.add(Diagnostic.error(
                    "wrong-type",
                    given.name().get().origin(),
                    "'" + name + "' takes no name before its braces",
                    "write " + name + " { ... }"));
        }
        OpenBlock block = new OpenBlock(this, shape, where, problems);
        given.mapping().entries().forEach(block::add);
        inside(block, given);
        return block.close();
    }

    private void inside(OpenBlock block, Arguments given) {
        if (given.block().isEmpty()) {
            return;
        }
        Closure<?> closure = (Closure<?>) given.block().get().clone();
        closure.setDelegate(block);
        closure.setResolveStrategy(Closure.DELEGATE_ONLY);
        open.push(block);
        try {
            closure.call();
        } finally {
            open.pop();
        }
    }

    /** {@code env('X')} is a mapping with that key; {@code secret('x')} the name of a secret. */
    Object value(String name, Origin where, List<?> arguments) {
        SourceNode value = Arguments.of(arguments).value(where);
        return name.equals("secret") ? value : new Mapping(List.of(new Entry(name, where, value)), where);
    }

    Object placed(@Nullable Object value, Origin where) {
        return value instanceof Closure<?> ? value : values.placed(value, where);
    }

    Object mapping(Origin where, List<?> parts) {
        io.jbarman.schema.EntryList entries = new io.jbarman.schema.EntryList(problems);
        for (int i = 0; i < parts.size(); i += 4) {
            Origin place = origin((Integer) parts.get(i + 1), (Integer) parts.get(i + 2));
            SourceNode value = values.placed(parts.get(i + 3), place);
            entries.add(new Entry(String.valueOf(parts.get(i)), place, value));
        }
        return entries.mapping(where);
    }

    Object list(Origin where, List<?> items) {
        List<SourceNode> nodes = new ArrayList<>();
        items.forEach(item -> nodes.add(values.placed(item, where)));
        return new Sequence(nodes, where);
    }

    static ProblemException problem(String code, Origin where, String summary, String hint) {
        return new ProblemException(Diagnostic.error(code, where, summary, hint));
    }
}
