package io.jbarman.postgres;

import java.util.Map;
import java.util.Optional;

/**
 * One row of a result, every value as PostgreSQL's text form. A column that the query does not name is a defect of the
 * query, hence an {@link IllegalArgumentException}.
 */
public record Row(Map<String, Optional<String>> columns) {
    public Row {
        columns = Map.copyOf(columns);
    }

    /** The value, empty if NULL. */
    public Optional<String> find(String column) {
        Optional<String> value = columns.get(column);
        if (value == null) {
            throw new IllegalArgumentException("no column " + column + " in " + columns.keySet());
        }
        return value;
    }

    /** The value, which must not be NULL. */
    public String text(String column) {
        return find(column).orElseThrow(() -> new IllegalArgumentException("column " + column + " is NULL"));
    }

    /** The value as a number. */
    public long number(String column) {
        return Long.parseLong(text(column));
    }

    /** The value as a truth value ({@code t} or {@code f}). */
    public boolean flag(String column) {
        return text(column).startsWith("t");
    }
}
