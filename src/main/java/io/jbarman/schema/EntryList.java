package io.jbarman.schema;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Diagnostics;
import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the entries of a mapping while a document is read; a key that stands there already is a problem. */
public final class EntryList {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Diagnostics problems;

    /** An empty one that tells its problems there. */
    public EntryList(Diagnostics problems) {
        this.problems = problems;
    }

    /** Adds an entry; of two with one key the first counts. */
    public void add(Entry entry) {
        Entry first = entries.putIfAbsent(entry.key(), entry);
        if (first != null) {
            problems.add(Diagnostic.error(
                            "duplicate-key",
                            entry.keyOrigin(),
                            "duplicate key '" + entry.key() + "'",
                            "keep one of them")
                    .withDetail("first given at " + first.keyOrigin()));
        }
    }

    /** Adds an entry unless its key stands there, which is no problem. */
    public void addIfAbsent(Entry entry) {
        entries.putIfAbsent(entry.key(), entry);
    }

    /** What was added, as a mapping that begins there. */
    public Mapping mapping(Origin origin) {
        return new Mapping(List.copyOf(entries.values()), origin);
    }
}
