package io.jbarman.postgres.jdbc;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings that a session starts with (PostgreSQL: "Other Defaults", start-up parameter {@code options}).
 *
 * @param values by name
 */
public record SessionSettings(Map<String, String> values) {
    /** The server's own. */
    public static final SessionSettings NONE = new SessionSettings(Map.of());

    /** Reported by the server at once, hence the proof, without a query, that the settings arrived. */
    static final String WITNESS = "IntervalStyle";

    /**
     * A control session's: with {@code synchronous_standby_names} set and nobody confirming, even CREATE ROLE would wait
     * for ever at the server's own {@code synchronous_commit}; and no statement of ours waits behind a lock for long.
     */
    public static final SessionSettings CONTROL = new SessionSettings(Map.of(
            "synchronous_commit",
            "local",
            "lock_timeout",
            "10s",
            "statement_timeout",
            "5min",
            "search_path",
            "pg_catalog",
            WITNESS,
            "iso_8601"));

    public SessionSettings {
        values = Map.copyOf(values);
    }

    /** The text of the start-up parameter; blanks and backslashes in values are escaped. */
    String asOptions() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(setting -> "-c " + setting.getKey() + "=" + escaped(setting.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(" ", "\\ ");
    }
}
