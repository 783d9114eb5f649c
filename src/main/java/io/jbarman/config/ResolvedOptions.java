package io.jbarman.config;

import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Options as they are in force.
 *
 * @param values those that have one, in the catalogue's order
 * @param origins where those that a file sets are set
 */
record ResolvedOptions(Map<String, String> values, Map<String, Origin> origins, List<Diagnostic> problems) {
    ResolvedOptions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        origins = Map.copyOf(origins);
        problems = List.copyOf(problems);
    }
}
