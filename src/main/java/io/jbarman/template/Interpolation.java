package io.jbarman.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Text with expressions between double braces. What an expression yields is data and is never evaluated again. A bare
 * variable is looked up here; only a real expression wakes the engine. An expression that is a quoted string writes
 * braces themselves.
 */
public final class Interpolation {
    /** The longest expression, so that none can grow a value out of all bounds. */
    private static final int LONGEST_EXPRESSION = 500;

    private final List<Part> parts;

    private record Part(String text, boolean expression) {}

    private Interpolation(List<Part> parts) {
        this.parts = parts;
    }

    /** Whether there is anything to interpolate. */
    public static boolean isIn(String text) {
        return text.contains("{{");
    }

    /**
     * Reads text.
     *
     * @throws TemplateException if an expression is not closed, or is too long
     */
    public static Interpolation parse(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", from)) {
            parts.add(new Part(text.substring(from, open), false));
            int close = end(text, open + 2);
            parts.add(new Part(expression(text.substring(open + 2, close)), true));
            from = close + 2;
        }
        parts.add(new Part(text.substring(from), false));
        return new Interpolation(List.copyOf(parts));
    }

    /** The names that its expressions use, whatever they are used as. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part.expression()) {
                Names.in(part.text(), names);
            }
        }
        return names;
    }

    /**
     * What the text says: where it is one expression and nothing else, the value that yields; else text.
     *
     * @param values strings, numbers, truth values, lists and maps of them
     * @throws TemplateException if a variable is unknown, or an expression cannot be understood
     */
    public Object evaluate(Map<String, Object> values) {
        List<Part> filled =
                parts.stream().filter(part -> !part.text().isEmpty()).toList();
        return filled.size() == 1 && filled.get(0).expression()
                ? evaluate(filled.get(0).text(), values)
                : render(values);
    }

    /**
     * The text with each expression replaced by what it yields.
     *
     * @throws TemplateException if a variable is unknown, or an expression cannot be understood or yields no text
     */
    public String render(Map<String, Object> values) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.expression() ? Data.text(evaluate(part.text(), values)) : part.text());
        }
        return text.toString();
    }

    private static Object evaluate(String expression, Map<String, Object> values) {
        return Path.isPath(expression) ? Path.of(expression).in(values) : ExpressionEngine.evaluate(expression, values);
    }

    private static String expression(String between) {
        String expression = between.strip();
        if (expression.isEmpty()) {
            throw new TemplateException("nothing between '{{' and '}}'");
        }
        if (expression.length() > LONGEST_EXPRESSION) {
            throw new TemplateException("an expression of more than " + LONGEST_EXPRESSION + " characters");
        }
        return expression;
    }

    private static int end(String text, int from) {
        int end = CodeEnd.of(text, from, "}}");
        if (end < 0) {
            throw new TemplateException("'{{' without '}}'");
        }
        return end;
    }
}
