package io.jbarman.template;

import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a template knows. The engine has things of its own below the values that it is given; whoever asks for one of
 * these, however that is written, hears that nobody defined it. What loops have in hand, the engine keeps above.
 */
final class Known extends HashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private static final Set<String> ENGINES_OWN = Set.of("_context", "template", "locale");

    Known(Map<String, Object> values) {
        super(values);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        if (ENGINES_OWN.contains(name) && !containsKey(name)) {
            throw new RootAttributeNotFoundException(null, "the engine's own", String.valueOf(name), 0, "");
        }
        return super.get(name);
    }
}
