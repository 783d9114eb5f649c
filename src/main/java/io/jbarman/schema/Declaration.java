package io.jbarman.schema;

import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.topology.Thing;
import java.util.List;

/**
 * What a task declares, as the document would.
 *
 * @param entry the thing's name with what is said of it
 */
record Declaration(Thing thing, Entry entry) {
    /** The keys of the mapping that it stands in. */
    List<String> path() {
        return thing.kind().isOfServer()
                ? List.of("postgres", thing.owner(), thing.kind().key())
                : List.of("hosts", thing.owner(), "system", thing.kind().key());
    }

    /** For messages. */
    String words() {
        return "'" + thing.name() + "' of " + thing.kind().key() + " on " + thing.owner();
    }
}
