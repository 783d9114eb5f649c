package io.jbarman.config;

import io.jbarman.diagnostics.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/** One {@code [section]}: its options by lower-case name, in the order of the file. */
record IniSection(String name, Origin origin, Map<String, IniValue> values) {
    IniSection {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** This section with the other's options where it has none of its own; what stands in it is still its own. */
    IniSection over(IniSection defaults) {
        Map<String, IniValue> both = new LinkedHashMap<>(defaults.values);
        both.putAll(values);
        return new IniSection(name, origin, both);
    }

    /** This section with the other's options put over its own. */
    IniSection merge(IniSection other) {
        Map<String, IniValue> both = new LinkedHashMap<>(values);
        both.putAll(other.values);
        return new IniSection(name, origin, both);
    }
}
