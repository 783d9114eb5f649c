package io.jbarman.postgres.jdbc;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings that a session starts with (PostgreSQL: "Other Defaults", start-up parameter {@code options}).
 *
 * @param values by name
 * @param others what somebody else has to say in the same start-up parameter, as it is written there; empty for nothing
 */
public record SessionSettings(Map<String, String> values, String others) {
    /** The server's own. */
    public static final SessionSettings NONE = new SessionSettings(Map.of(), "");

    /** Reported by the server at once, hence the proof, without a query, that the settings arrived. */
    static final String WITNESS = "IntervalStyle";

    /**
     * A control session's: with {@code synchronous_standby_names} set and nobody confirming, even CREATE ROLE would wait
     * for ever at the server's own {@code synchronous_commit}; and no statement of ours waits behind a lock for long.
     */
    public static final SessionSettings CONTROL = new SessionSettings(
            Map.of(
                    "synchronous_commit",
                    "local",
                    "lock_timeout",
                    "10s",
                    "statement_timeout",
                    "5min",
                    "search_path",
                    "pg_catalog",
                    WITNESS,
                    "iso_8601"),
            "");

    /** Those that others may have their own of. */
    private static final Set<String> THEIRS_IF_SAID = Set.of("lock_timeout", "statement_timeout");

    public SessionSettings {
        values = Map.copyOf(values);
    }

    /** The same beside somebody else's: their time limits count then, and for all else ours do. */
    public SessionSettings beside(String theirs) {
        return new SessionSettings(values, theirs);
    }

    /** Whether there is anything to send. */
    boolean isEmpty() {
        return values.isEmpty() && others.isEmpty();
    }

    /** The text of the start-up parameter, in which the last one counts; blanks and backslashes in values are escaped. */
    String asOptions() {
        return Stream.of(text(THEIRS_IF_SAID::contains), others, text(name -> !THEIRS_IF_SAID.contains(name)))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    private String text(Predicate<String> wanted) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .filter(setting -> wanted.test(setting.getKey()))
                        .map(setting -> "-c " + setting.getKey() + "=" + escaped(setting.getValue()))
                        .collect(Collectors.joining(" "));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(" ", "\\ ");
    }
}
