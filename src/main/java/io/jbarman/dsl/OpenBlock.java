package io.jbarman.dsl;

import groovy.lang.GroovyObjectSupport;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.EntryList;
import io.jbarman.schema.Shape;
import io.jbarman.schema.SourceNode;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A block while the script is inside its braces: the delegate of that closure, and the only one. */
final class OpenBlock extends GroovyObjectSupport {
    private final ScriptRun run;
    private final Shape shape;
    private final Origin origin;
    private final Diagnostics problems;
    private final EntryList entries;
    /** Mappings of names, which several words add to; in {@link #entries} they hold their place. */
    private final Map<String, OpenBlock> named = new LinkedHashMap<>();

    private final Map<String, List<SourceNode>> listed = new LinkedHashMap<>();

    OpenBlock(ScriptRun run, Shape shape, Origin origin, Diagnostics problems) {
        this.run = run;
        this.shape = shape;
        this.origin = origin;
        this.problems = problems;
        this.entries = new EntryList(problems);
    }

    Shape shape() {
        return shape;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    void addIfAbsent(Entry entry) {
        entries.addIfAbsent(entry);
    }

    /** The mapping of names at a key. */
    OpenBlock named(String key, Shape names, Origin where) {
        return named.computeIfAbsent(key, missing -> {
            entries.add(new Entry(key, where, new Mapping(List.of(), where)));
            return new OpenBlock(run, names, where, problems);
        });
    }

    /** The list at a key; in {@link #entries} it holds its place. */
    List<SourceNode> listed(String key, Origin where) {
        return listed.computeIfAbsent(key, missing -> {
            entries.add(new Entry(key, where, new Sequence(List.of(), where)));
            return new ArrayList<>();
        });
    }

    SourceNode close() {
        Mapping mapping = entries.mapping(origin);
        return named.isEmpty() && listed.isEmpty()
                ? mapping
                : new Mapping(mapping.entries().stream().map(this::filled).toList(), origin);
    }

    private Entry filled(Entry entry) {
        OpenBlock names = named.get(entry.key());
        if (names != null) {
            return new Entry(entry.key(), entry.keyOrigin(), names.close());
        }
        List<SourceNode> items = listed.get(entry.key());
        return items == null
                ? entry
                : new Entry(entry.key(), entry.keyOrigin(), new Sequence(items, entry.keyOrigin()));
    }

    /** A word whose name was not known before the script ran, as only a trusted one can have. */
    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] values = arguments instanceof Object[] several ? several : new Object[] {arguments};
        run.word(
                name,
                origin,
                Arrays.stream(values).map(value -> run.placed(value, origin)).toList());
        return this;
    }
}
