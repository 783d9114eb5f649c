package io.jbarman.playbook;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Kind;
import io.jbarman.schema.SourceNode.Mapping;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.VariableSource;
import io.jbarman.topology.VariableSource.Level;

/**
 * Variables that are given values at one place.
 *
 * @param of the group's or the host's name, or the file
 */
record Layer(Level level, String of, Mapping vars) {
    VariableSource source(Entry entry) {
        return new VariableSource(
                level, of, entry.value().spelling(), entry.value().origin());
    }

    /** A text of the command line is a number where the one that gives way is. */
    Entry over(Entry below, Entry entry) {
        boolean both = below.value() instanceof Scalar && entry.value() instanceof Scalar;
        if (level != Level.GIVEN || !both) {
            return entry;
        }
        Scalar given = (Scalar) entry.value();
        Kind kind = ((Scalar) below.value()).kind();
        boolean same = kind == Kind.NUMBER || kind == Kind.TRUTH;
        return same ? new Entry(entry.key(), entry.keyOrigin(), new Scalar(given.text(), kind, given.origin())) : entry;
    }
}
