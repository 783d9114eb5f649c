package io.jbarman.template;

import io.jbarman.diagnostics.Suggestion;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.ClassAccessException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.error.RootAttributeNotFoundException;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates one expression over data: it reaches neither Java nor files, and cannot loop. */
final class ExpressionEngine {
    private static final Pattern NO_FILTER = Pattern.compile("Filter \\[([^]]*)\\] does not exist.*");

    private static final PebbleEngine ENGINE = new PebbleEngine.Builder()
            .loader(new StringLoader())
            .autoEscaping(false)
            .strictVariables(true)
            .cacheActive(false)
            .methodAccessValidator((object, method) -> false)
            .registerExtensionCustomizer(ExpressionsOnly::new)
            .extension(new Filters())
            .build();

    /** A condition is asked of each of many hosts. */
    private static final int MOST_KEPT = 500;

    private static final Map<String, PebbleTemplate> KEPT = new ConcurrentHashMap<>();

    private ExpressionEngine() {}

    /**
     * What the expression yields; empty text where that is nothing.
     *
     * @throws TemplateException if a variable is unknown, or the expression cannot be understood
     */
    static Object evaluate(String expression, Map<String, Object> values) {
        Names.refuseCodeInQuotes(expression);
        Names.call(expression).ifPresent(name -> {
            throw new TemplateException(
                    "'" + name + "' is called as a function, and an expression has none",
                    "what comes near it may be a filter: " + String.join(", ", ExpressionsOnly.FILTERS));
        });
        Yield yield = new Yield();
        try {
            understood(expression).evaluate(yield, used(expression, values));
        } catch (RootAttributeNotFoundException unknown) {
            throw TemplateException.unknownVariable(unknown.getAttributeName());
        } catch (AttributeNotFoundException unknown) {
            throw nothingNamed(unknown);
        } catch (ClassAccessException denied) {
            throw new TemplateException("an expression has variables, filters and operators, but no methods");
        } catch (PebbleException problem) {
            throw unknownWithin(problem).orElseGet(() -> inPlainWords(problem.getPebbleMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        } catch (TemplateException known) {
            throw known;
        } catch (RuntimeException problem) {
            // The engine lets casts and arithmetic of its own fail as they are.
            throw new TemplateException("cannot be evaluated: " + problem.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw tooDeep();
        }
        return yield.value().orElse("");
    }

    /** Of thousands of variables an expression uses few. */
    private static Map<String, Object> used(String expression, Map<String, Object> values) {
        Set<String> names = new LinkedHashSet<>();
        Names.in(expression, names);
        Map<String, Object> used = new HashMap<>();
        for (String name : names) {
            Object value = values.get(name);
            if (value != null) {
                used.put(name, value);
            }
        }
        return new Known(used);
    }

    static TemplateException tooDeep() {
        return new TemplateException("nested or repeated beyond all measure", "make it shorter and flat");
    }

    private static PebbleTemplate understood(String expression) {
        PebbleTemplate kept = KEPT.get(expression);
        if (kept != null) {
            return kept;
        }
        PebbleTemplate template = ENGINE.getLiteralTemplate("{{ " + expression + " }}");
        if (KEPT.size() < MOST_KEPT) {
            KEPT.put(expression, template);
        }
        return template;
    }

    /** Operators wrap what is wrong with what they are given. */
    static Optional<TemplateException> unknownWithin(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof RootAttributeNotFoundException unknown) {
                return Optional.of(TemplateException.unknownVariable(unknown.getAttributeName()));
            }
            if (cause instanceof AttributeNotFoundException unknown) {
                return Optional.of(nothingNamed(unknown));
            }
        }
        return Optional.empty();
    }

    private static TemplateException nothingNamed(AttributeNotFoundException unknown) {
        return new TemplateException("nothing has the name '" + unknown.getAttributeName() + "' there");
    }

    private static TemplateException inPlainWords(String message) {
        Matcher filter = NO_FILTER.matcher(message);
        if (filter.matches()) {
            return new TemplateException(
                    "there is no filter '" + filter.group(1) + "'",
                    Suggestion.hint(filter.group(1), ExpressionsOnly.FILTERS, "filters are"));
        }
        return new TemplateException(message.replace("token \"PRINT_END\" of value \"}}\"", "end of the expression"));
    }
}
