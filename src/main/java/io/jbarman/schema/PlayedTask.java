package io.jbarman.schema;

import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.FactCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A task of a play on one host, for one item of its loop, with its variables put in.
 *
 * @param play its name
 * @param where the task stands
 * @param module the module's name with its arguments
 * @param become as which account it is done, where that is said
 * @param when what only the host can tell, all of which must hold
 * @param hidden whether no value of it is to be shown
 * @param notifies names of handlers
 * @param content of the file that {@code src} names, where it names one
 */
public record PlayedTask(
        String play,
        String name,
        Origin where,
        String host,
        Set<String> tags,
        Entry module,
        Optional<Scalar> become,
        List<FactCondition> when,
        boolean hidden,
        Set<String> notifies,
        Optional<SourceNode> content) {
    /** Whether it is a module. */
    public static boolean isModule(String key) {
        return Modules.find(key).isPresent();
    }

    /** All modules, for messages. */
    public static String modules() {
        return String.join(", ", Modules.names());
    }
}
