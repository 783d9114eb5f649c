package io.jbarman.schema;

import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.FactValues;
import java.util.Optional;

/**
 * A handler of a play on one host, with its variables put in.
 *
 * @param play its name
 * @param where the handler stands
 * @param module the module's name with its arguments
 * @param become as which account it runs, where that is said
 * @param hidden whether no value of it is to be shown
 * @param from what of its host its values were worked out from, where they were
 */
public record PlayedHandler(
        String play,
        String name,
        Origin where,
        String host,
        Entry module,
        Optional<Scalar> become,
        boolean hidden,
        Optional<FactValues> from) {
    /** Whether it is a module of handlers. */
    public static boolean isModule(String key) {
        return key.equals(HandlerBlock.COMMAND) || key.equals(HandlerBlock.SERVICE);
    }
}
