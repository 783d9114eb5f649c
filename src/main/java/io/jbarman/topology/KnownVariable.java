package io.jbarman.topology;

import java.util.List;

/**
 * A variable as it stands at one place.
 *
 * @param value what it is there; a list or mapping as JSON
 * @param shadowed the sources that gave way, the one that gave way last first
 */
public record KnownVariable(String name, String value, VariableSource source, List<VariableSource> shadowed) {
    public KnownVariable {
        shadowed = List.copyOf(shadowed);
    }
}
