package io.jbarman.template;

import io.jbarman.json.Json;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters that the engine lacks, or has without a bound on what they yield; called as Ansible's. */
final class Filters extends AbstractExtension {
    /** What a filter may yield: a chain of them must not grow text out of all bounds. */
    private static final int LONGEST = 64 * 1024;

    private static final Map<String, Filter> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "join",
                DataFilter.of(
                        List.of("separator"), (value, texts) -> join(value, texts.getOrDefault("separator", ""))));
        ALL.put("to_json", DataFilter.of(List.of(), (value, texts) -> Json.write(Data.json(value))));
        ALL.put(
                "unique",
                DataFilter.of(List.of(), (value, texts) -> List.copyOf(new LinkedHashSet<>(list("unique", value)))));
        ALL.put("sort", DataFilter.of(List.of(), (value, texts) -> sorted(list("sort", value))));
        ALL.put("int", DataFilter.of(List.of(), (value, texts) -> whole(Data.text(value))));
        ALL.put("basename", DataFilter.of(List.of(), (value, texts) -> lastName(Data.text(value))));
        ALL.put("dirname", DataFilter.of(List.of(), (value, texts) -> directory(Data.text(value))));
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    @Override
    public Map<String, Filter> getFilters() {
        return ALL;
    }

    static Object bounded(Object yielded) {
        if (yielded instanceof String text && text.length() > LONGEST) {
            throw new TemplateException("a filter yields more than " + LONGEST / 1024 + " KiB");
        }
        return yielded;
    }

    private static String join(@Nullable Object value, String separator) {
        StringBuilder text = new StringBuilder();
        for (Object item : list("join", value)) {
            text.append(text.isEmpty() ? "" : separator).append(Data.text(item));
            bounded(text.length() > LONGEST ? text.toString() : "");
        }
        return text.toString();
    }

    /** Numbers by size, everything else by its text. */
    private static List<?> sorted(Collection<?> list) {
        boolean numbers = list.stream().allMatch(Number.class::isInstance);
        Comparator<Object> bySize = Comparator.comparing(item -> new BigDecimal(item.toString()));
        return list.stream()
                .sorted(numbers ? bySize : Comparator.comparing(Data::text))
                .toList();
    }

    private static Collection<?> list(String filter, @Nullable Object value) {
        if (value instanceof Collection<?> list) {
            return list;
        }
        throw new TemplateException("'" + filter + "' is for lists", "give it a variable that is a list: [a, b]");
    }

    private static Long whole(String text) {
        try {
            return Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new TemplateException("'" + text + "' is no whole number", "take 'int' out, or give it a number");
        }
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? path.substring(0, slash + 1) : path.substring(0, slash);
    }
}
