package io.jbarman.postgres;

/** The one place through which data enters SQL text where a parameter cannot stand (PostgreSQL: "Lexical Structure"). */
public final class Sql {
    private Sql() {}

    /**
     * The name as a quoted identifier.
     *
     * @throws IllegalArgumentException if it contains NUL, which no identifier may
     */
    public static String identifier(String name) {
        return '"' + noNul(name).replace("\"", "\"\"") + '"';
    }

    /** The text as a string constant that means the same whatever {@code standard_conforming_strings} says. */
    public static String literal(String text) {
        String doubled = noNul(text).replace("'", "''");
        return doubled.contains("\\") ? " E'" + doubled.replace("\\", "\\\\") + "'" : "'" + doubled + "'";
    }

    private static String noNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text with a NUL character cannot stand in SQL");
        }
        return text;
    }
}
