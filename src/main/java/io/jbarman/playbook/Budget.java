package io.jbarman.playbook;

import io.jbarman.template.TemplateException;
import java.util.Collection;
import java.util.stream.Stream;

/** How much all expressions of a document together may yield. Confined to one thread. */
final class Budget {
    private static final int LONGEST_VALUE = 64 * 1024;
    private static final int LONGEST_TOTAL = 4 * 1024 * 1024;

    /** Values in what one expression yields. */
    static final int MOST_VALUES = 10_000;

    /** Values that filters of all expressions go through. */
    private static final long MOST_FILTERED = 20_000_000;

    private long rendered;
    private long filtered;

    /** An expression is about to be evaluated with these values, each of which each of its filters may go through. */
    void filter(String text, Stream<Object> values) {
        long filters = text.chars().filter(c -> c == '|').count();
        if (filters == 0) {
            return;
        }
        filtered += filters
                * values.filter(Collection.class::isInstance)
                        .mapToLong(list -> ((Collection<?>) list).size())
                        .sum();
        if (filtered > MOST_FILTERED) {
            throw new TemplateException("filters go through too many values");
        }
    }

    /** The text, counted. */
    String spend(String text) {
        rendered += text.length();
        if (text.length() > LONGEST_VALUE || rendered > LONGEST_TOTAL) {
            throw new TemplateException("it grows beyond all measure");
        }
        return text;
    }
}
