package io.jbarman.schema;

import io.jbarman.diagnostics.Origin;
import io.jbarman.schema.SourceNode.Entry;
import io.jbarman.schema.SourceNode.Scalar;
import io.jbarman.topology.FactCondition;
import io.jbarman.topology.FactValues;
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
 * @param from what of its host its values were worked out from, where they were
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
        Optional<SourceNode> content,
        Optional<FactValues> from) {
    /** Whether it is a module. */
    public static boolean isModule(String key) {
        return Modules.find(key).isPresent();
    }

    /** Whether an argument is part of what names the thing, so that no host can have a say in it. */
    public static boolean isAddress(String module, String argument) {
        return Modules.find(module).filter(one -> one.isAddress(argument)).isPresent();
    }

    /** All modules, for messages. */
    public static String modules() {
        return String.join(", ", Modules.names());
    }
}
