package io.jbarman.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A filter from data to data, with arguments that are text. */
record DataFilter(List<String> arguments, Work work) implements Filter {
    /** What it does. */
    interface Work extends BiFunction<@Nullable Object, Map<String, String>, Object> {}

    static DataFilter of(List<String> arguments, Work work) {
        return new DataFilter(arguments, work);
    }

    @Override
    public List<String> getArgumentNames() {
        return arguments;
    }

    @Override
    public Object apply(
            @Nullable Object input,
            Map<String, Object> given,
            PebbleTemplate self,
            EvaluationContext context,
            int line) {
        if (context.getVariable(Toil.NAME) instanceof Toil toil) {
            toil.through(input);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        arguments.forEach(name -> texts.put(name, Data.text(given.get(name))));
        return Filters.bounded(work.apply(input, texts));
    }
}
