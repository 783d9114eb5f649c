package io.jbarman.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A connection string in libpq's keyword form, {@code host=pg user=barman} (PostgreSQL: "Connection Strings"). Which
 * keywords there are is {@link ConninfoKeyword}'s business. A password in it is not printed by {@link #toString}.
 */
public record Conninfo(Map<String, String> keywords) {
    /** The keywords whose values are passwords. */
    public static final List<String> PASSWORDS = List.of("password", "sslpassword");

    public Conninfo {
        keywords = Collections.unmodifiableMap(new LinkedHashMap<>(keywords));
    }

    /**
     * Reads a connection string.
     *
     * @throws IllegalArgumentException with what is wrong, in words for the user
     */
    public static Conninfo parse(String text) {
        if (text.startsWith("postgresql://") || text.startsWith("postgres://")) {
            throw new IllegalArgumentException(
                    "a postgresql:// URI: Barman cannot read it either; write it as keywords, host=... user=...");
        }
        return new Conninfo(new ConninfoParser(text).parse());
    }

    /** The value of a keyword; empty where it is not given, or given as the empty string, which means the same. */
    public Optional<String> find(String keyword) {
        return Optional.ofNullable(keywords.get(keyword)).filter(value -> !value.isEmpty());
    }

    /** The same with one keyword set. */
    public Conninfo with(String keyword, String value) {
        Map<String, String> more = new LinkedHashMap<>(keywords);
        more.put(keyword, value);
        return new Conninfo(more);
    }

    /** The same without one keyword. */
    public Conninfo without(String keyword) {
        Map<String, String> less = new LinkedHashMap<>(keywords);
        less.remove(keyword);
        return new Conninfo(less);
    }

    /** The string that {@link #parse} reads back as an equal value; values are quoted where they must be. */
    public String format() {
        return keywords.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quote(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** For messages and logs: as {@link #format}, the password masked. */
    @Override
    public String toString() {
        Conninfo masked = this;
        for (String password : PASSWORDS) {
            masked = masked.keywords.containsKey(password) ? masked.with(password, "********") : masked;
        }
        return masked.format();
    }

    private static String quote(String value) {
        boolean plain =
                !value.isEmpty() && value.chars().noneMatch(c -> Character.isWhitespace(c) || c == '\'' || c == '\\');
        return plain ? value : "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
