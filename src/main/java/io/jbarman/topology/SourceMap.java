package io.jbarman.topology;

import io.jbarman.diagnostics.Origin;
import java.util.Map;

/**
 * Where each value of a topology stands in its document.
 *
 * @param file the document
 * @param places by path, its keys joined with dots: {@code barman.backup.servers.pg.slot_name}
 */
public record SourceMap(String file, Map<String, Origin> places) {
    /** Whether the document says anything at a path, be it usable or not. */
    public boolean mentions(String path) {
        return places.containsKey(path);
    }

    /** The place of a path, else of the nearest path above it, else the file. */
    public Origin origin(String path) {
        String current = path;
        while (!current.isEmpty()) {
            Origin place = places.get(current);
            if (place != null) {
                return place;
            }
            int dot = current.lastIndexOf('.');
            current = dot < 0 ? "" : current.substring(0, dot);
        }
        return Origin.ofFile(file);
    }
}
