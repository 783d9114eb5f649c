package io.jbarman.template;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variable names in an expression. */
final class Names {
    private static final Pattern TOKEN = Pattern.compile(
            "'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\""
                    + "|[|.]\\s*[A-Za-z_][A-Za-z0-9_]*|([A-Za-z_][A-Za-z0-9_]*)",
            Pattern.DOTALL);

    /** Of the engine's operators; brackets may follow them. */
    private static final Set<String> WORDS = Set.of("and", "or", "not", "is", "in", "contains", "equals", "matches");

    private static final Set<String> ENGINES_CALLS = Set.of("block", "parent");

    private Names() {}

    /** @throws TemplateException if code calls what the engine knows even without functions */
    static void refuseEnginesCalls(String code) {
        call(code).filter(ENGINES_CALLS::contains).ifPresent(name -> {
            throw new TemplateException("'" + name + "' is called as a function, and a template has none");
        });
    }

    /** @throws TemplateException if there is code within double quotes, as the engine has it: nobody would see its names */
    static void refuseCodeInQuotes(String code) {
        if (TOKEN.matcher(code)
                .results()
                .anyMatch(
                        token -> token.group().startsWith("\"") && token.group().contains("#{"))) {
            throw new TemplateException(
                    "'#{' in double quotes would begin an expression within a text",
                    "join texts by ~, as \"a\" ~ name; in single quotes it is nothing but text");
        }
    }

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
            if (name != null && isCalled(expression, tokens.end()) && !WORDS.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static boolean isCalled(String expression, int from) {
        int at = from;
        while (at < expression.length() && Character.isWhitespace(expression.charAt(at))) {
            at++;
        }
        return expression.startsWith("(", at);
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
