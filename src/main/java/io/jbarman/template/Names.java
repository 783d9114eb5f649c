package io.jbarman.template;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variable names in an expression. */
final class Names {
    private static final Pattern TOKEN =
            Pattern.compile("'[^']*'|\"[^\"]*\"|[|.]\\s*[A-Za-z_][A-Za-z0-9_]*|([A-Za-z_][A-Za-z0-9_]*)");

    /** Of the engine's operators; brackets may follow them. */
    private static final Set<String> WORDS = Set.of("and", "or", "not", "is", "in", "contains", "equals", "matches");

    private Names() {}

    /** Whether the whole expression is one name; the engine's own words for values are none. */
    static boolean isName(String expression) {
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !Set.of("true", "false", "null", "none").contains(expression);
    }

    /** The first name that is called as a function, if any is. */
    static Optional<String> call(String expression) {
        Matcher tokens = TOKEN.matcher(expression);
        while (tokens.find()) {
            String name = tokens.group(1);
            boolean called = expression.substring(tokens.end()).stripLeading().startsWith("(");
            if (name != null && called && !WORDS.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Adds the names outside quotes, without those of filters and attributes. */
    static void in(String expression, Set<String> names) {
        Matcher tokens = TOKEN.matcher(expression);
        while (tokens.find()) {
            String name = tokens.group(1);
            if (name != null) {
                names.add(name);
            }
        }
    }
}
