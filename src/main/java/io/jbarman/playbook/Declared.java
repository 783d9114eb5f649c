package io.jbarman.playbook;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.VariableSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A variable with the value that counts, and those that gave way.
 *
 * @param shadowed the one that gave way last first
 */
record Declared(Entry entry, VariableSource source, List<VariableSource> shadowed) {
    /** What counts of several layers, of which each goes before those in front of it. */
    static Map<String, Declared> of(List<Layer> layers) {
        Map<String, Declared> all = new LinkedHashMap<>();
        for (Layer layer : layers) {
            for (Entry entry : layer.vars().entries()) {
                all.merge(
                        entry.key(),
                        new Declared(entry, layer.source(entry), List.of()),
                        (below, above) -> below.under(layer.over(below.entry, entry), above.source));
            }
        }
        return all;
    }

    Declared givesWayTo(Declared above) {
        return under(above.entry, above.source);
    }

    private Declared under(Entry above, VariableSource where) {
        List<VariableSource> gaveWay = new ArrayList<>(List.of(source));
        gaveWay.addAll(shadowed);
        return new Declared(above, where, List.copyOf(gaveWay));
    }
}
